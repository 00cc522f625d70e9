"""Everyday words, English and French, that lie within a slip or two of a word of time and must not be repaired into one.

"about" is one letter from "août", "match" from "march", "chèque" from "chaque". The list holds the common words among those that the
repair of `words.py` would otherwise change; folded (lower case, no accents).
"""

from __future__ import annotations

_WORDS = """
about abut acres actually actuellement ainee ainees aires ajout amant anne annex annexe annexes annie annual annuelle
apes aptes arch ares atout auguste aupres avail avait ayant beginnings busiest businesses checks cheque cheques chique
choquante choque claque clinquant clock compte comptera comptes compteur comptez computer copter cour court craque dabs
dads dairy dais daisy dams dans decamper deceler decelere decerner decimer decombres dedain dedie defie demarche
demarches demembre demembrer demi demis demise denier deniers denies denigre denombre dernieres derriere derrieres
detain devie dixiemes domain douce doue douee douse doute douzieme doze early earnings ears eighties element elements
eleve elevee elever eleves elevez emettre enlevent etch eux eveille even ever excepte filth fist flowing footy foray
foresight fort forte forthright forts four fournee fourree fourrees fried friend friends frigid hebdomadaires here heres
heurte heurtes hors houx inquiete jane jaune javier jedi jeune jeux jill join joua joue jouer joues joug joui jouir
jouis journees journey juan jude judy juge juif juke jung junk junte jupe jure jury jute lendemains levent loud lundy
mach mags maid main mains mais malin malins mander mans manuellement many maps marais marc marche marcher marches marco
mare mares mari marin marins maris mark markings marks marred marsh martin martins mary mass match matinees mating mats
maudis meanings mensuels mention mentor mentors mercedes merci merely mers midway mimi mini minutie moaning mobs mods
moi moins moisi moist moms mon mondain money monitor monitors mont monta monte montes monts monty mooning moorings moos
mops mors moss moth moths mots mourning mous mouth mouths mows murs mutins nait neon nigh nineties nits nombre nook noun
nuts omis ouvrages palmiers pares pendait pendants pendent pennant pensant perdant pommiers pour predire prefere
preferes prefers premices premiered premise premises premisse premisses premiums pres previens previews priere prieres
prochaines proclaim quadrant quadrants quarantine quarrels quartet quartier quartiers quarts quatorzieme quince quinte
quitters quotidienne quotidiens remain rente rois saines scaring scarring scindes scones searing seating seconded
seconder secondly secoues seen seized seizes seizieme semen semester semesters septicemie septique sequestre sequestres
seve sevens seventies seventy sever sharing shorting sirs size skating skirting snarling snorting soar soaring soars
soie soies soif soil soils soin soins soirees sois soit sondes sors sorting sour sparing sparking sparring sporting
stabbing stacking staffing staging staining staking stalking stalling stamping standing staring starling starring
startling starving stashing stating staying sterling steven stir stirling stirring stirs storing storming straying
string sturdy suivait suivante suivants suivent sundae sundaes sundry sunny sven swarming swatting taree tartine tasting
teeth tent tenta tenths tents thee there thirds thirsty threes threw tiree toady toddy tomorrows totes tours tourtes
toute tree treizieme trent trimester tris trots trous twenties unit units untie usines vaille veillee veiller veilles
veillez vendrai vendrais vendre vendrez very veuille vieille vielle ville vint vrille weak weakens weakly weed weeds
weep weeps wording workings yeah yearn yearns yesterdays your
"""

EVERYDAY: frozenset[str] = frozenset(_WORDS.split())
