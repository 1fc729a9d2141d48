"""What leaves the house: public copies, the proof that nothing confidential is inside, and covered text that is not gone."""
