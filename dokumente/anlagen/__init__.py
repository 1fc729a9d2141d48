"""What leaves the house: public copies, the proof that no secret is inside, text that is covered but not gone."""
