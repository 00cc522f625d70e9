"""Everyday words, English and French, that lie within a slip or two of a word of time and must not be repaired into one.

"about" is one letter from "août", "match" from "march", "chèque" from "chaque". The list holds the common words among those that the
repair of `words.py` would otherwise change; folded (lower case, no accents).
"""

from __future__ import annotations

_WORDS = """
about abut actually actuellement ainee ainees ajout alternions alternons anally anne annex annexe annexes annie annual
annuals annuelle annularly aprils arch aril atout augusta auguste augusts avail cheque chique choque claque cour court
craque dabs dads dags dahs dairy dais daisy daks dally dams dans daws decamper deceder deceiver deceler decelere
decembers decemvir decentre decerner decimer decombres dedain dehanche demancha demanchee demancher demanches demarche
demembre demembree demembrer demembres denombre derain desembuer detain didache doily domain drays drily drys early
earnings ears eery emanes emery emettre etch eure eux eventing ever everyman everyway fevriers footlight footlights
foresight forthright forthrightly four fried friend friends frigid hebdomadaires hebdomadary here heres hetre hetres
heur heurt heurte heurtes heurts hoar hoars hoer hoers holiday holidays hors horus houe houer houes houri houris houx
inuit jain jane jaune javier jedi jeune jeux join joua joue jouer joues joug jougs joui jouir jouis journees journey
juan jube jude judy juge juif juke junes jung junk juno junte jupe jure jury jute loud lunchtimes lundy lungi mach mads
mags mahdi maid main mains mais malin malins mander mans manuellement many maps mara marc marcha marche marcher marco
marcs marcy mare mares mari marin marinee marins maris mark markings marks marred marri marsh mart marti martin martins
mary mass match matine matinees matiner matines mating matings matir mats mattins mavin mavins mays mcknight meanings
mensuels merci merely mers middy midis midnights midway mimi minait mincit mini minuses minuta minuted minutee
minutees minuter minutest minutez minutie minuties moaning moas mobs mods moi moil moils moins moisi moist moldings mols
moms mon mondain monde money mons mont monta monte montes monts monty mooning moorings moos mops moraines mors moss moth
moths mots mountings mourning mous mouth mouths mows murs mutin mutinee mutins nait neon nigh nits nombre nonmember nook
noons noun novembers novembres nuis nuts octobers octobres omis our pour quakers quarrels quarriers quartern quarterns
quartersaw quartet quartets quartics quartier quartiers quartos quarts quavers quilters quitters quotidian quotidienne
quotidiens remain rimester saines satura scandes scindes sconces scones sconses seaminess secantes secedes secludes
seconda secondais seconded secondee secondees secondent seconder secondera seconderas seconders secondez secondiez
secondly secondons secouees secoues secoures seines semaient semailles semais semester semesters semestriel semestriels
semites semonces sempstress seoir septembers sequestre sequestres sereines serines siree sirs soar soars soie soies soif
soifs soil soils soin soins soirees sois soit sondes sori sors sour sours stir stirs sturdy sunda sundae sundas sundry
sunny toady toddy tokay tomorrows tour tours trieste trimester trimesters trimestral trimestriel trimestriels trimeter
unit units veery vended vendrai vendre vendrez venins very weak weakens weakly weed weeds weekended weekender weekenders
ween weens weep weeps weer wees workaday workbags yeah yean yeans yearn yearns yeas yeats yesterdays your
"""

EVERYDAY: frozenset[str] = frozenset(_WORDS.split())
