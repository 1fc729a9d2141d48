"""First names by which a person's name is told from that of a house or a firm ("Max Muster", "Kita Zauberland")."""

from typing import Final

_NAMEN: Final = """
achim adam adelheid adrian agnes ahmed albert alexander alexandra alfred ali alice alina amelie amina anastasia
andrea andreas angela angelika anita anja anke ann anna anne annegret annette anni anton antje antonia armin
arne arthur astrid aylin ayse barbara bastian beate ben benedikt benjamin benno bernd bernhard bettina birgit
björn brigitte britta bruno burkhard carina carla carmen carolin carsten caroline cem charlotte christa christel
christian christiane christina christine christof christoph clara claudia claus clemens conny cornelia dagmar
dana daniel daniela david deniz denise detlef dennis diana dieter dietmar dietrich dirk dominik dora doris
dorothea edda edgar edith egon elena eleonore elfriede elias elisabeth elke ella elli elsa else emil emilia
emine emma emre erhard eric erich erik erika erna ernst erwin esther eugen eva evelyn ewald fabian falk fatima
fatma felix ferdinand finn florian franz franziska fred frieda friedhelm friedrich fritz gabi gabriel gabriele
georg gerald gerd gerda gerhard gerlinde gert gertrud gisela gudrun guido gunnar günter günther gustav hannah
hanna hannelore hanno hans harald hartmut hasan hatice heike heiko heiner heinrich heinz helena helene helga
helmut henning henry herbert hermann hildegard holger horst hubert hugo ida igor ilona ilse inge ingo ingrid
irene iris irma irmgard isabel isabell isabella ivan ivonne jakob jan jana janina janine jannik jasmin jens
jessica joachim jochen johann johanna johannes jonas jonathan jörg josef joseph jost judith julia julian juliane
jürgen jutta kai karin karl karla karsten kathrin katharina katja katrin kerstin kevin kim klara klaus konrad
kristin kristina kurt lara larissa lars laura lea lena leo leon leonie liam lieselotte lilli lina linda lisa
lothar louis luca lucas ludwig luisa lukas lutz lydia maik maike maja malte manfred manuel manuela marc marcel
marco marcus maren margarete margarethe margit margot margret maria marianne marie marina mario marion marius
mark markus marlene marlies marta martha martin martina marvin mathias matthias max maximilian mechthild mehmet
meike melanie melina michael michaela mia mila milan miriam mohamed mohammed monika monique moritz murat mustafa
nadine nadja natalia natalie nele nicole niklas nico nicolas nils nina noah norbert olaf oleg olga oliver oskar
oswald otmar ottilie otto pascal patricia patrick paul paula pauline peter petra philip philipp pia quirin
rainer ralf ralph ramona raphael regina regine reiner reinhard reinhold renate rené richard rita robert roland
rolf roman ronald ronny rosa rosemarie roswitha rudi rudolf rüdiger ruth sabine sabrina sahra samuel sandra sara
sarah sascha sebastian selina selma silke silvia simon simone sina sofia sofie sonja sophia sophie sören stefan
stefanie steffen stephan stephanie susanne svea sven svenja svetlana sylvia tamara tanja tatjana thea theo
theodor theresa thomas thorsten tibor till tim timo tina tobias tom torben torsten udo ulf uli ulla ulrich
ulrike ursula uta ute uwe valentin vanessa vera verena veronika viktor viktoria vincent volker waldemar walter
waltraud wendelin werner wiebke wilfried wilhelm willi wolfgang wolfram xaver yannick yasemin yusuf yvonne zeno
"""
VORNAMEN: Final = frozenset(_NAMEN.split())
