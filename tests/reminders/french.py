"""French sentences: text, meaning, what is to be done."""

ONCE = """
examen le 18 juillet, rappelle-moi 1 semaine à l'avance => once 07-11 09:00 =>
le 18.07. à 17h appeler maman => once 07-18 17:00 => appeler maman
lundi ds 2 semaines appeler maman => once 06-28 09:00 => appeler maman
demain de 15 à 16h réunion => once 06-17 15:00 => réunion
dans une petite heure appeler maman => once 06-16 11:20 => appeler maman
dans 3/4 d'heure appeler maman => once 06-16 11:05 => appeler maman
9h45 du soir appeler maman => once 06-16 21:45 => appeler maman
0745 demain passer au service => once 06-17 07:45 => passer au service
demain 2 nouveaux patients => once 06-17 09:00 => 2 nouveaux patients
étudier jusqu'à 18h demain => once 06-17 09:00 => étudier jusqu'à 18h
le quinze à 9 heures appeler maman => once 07-15 09:00 => appeler maman
l'an prochain le 5 mai appeler maman => once 2028-05-05 09:00 => appeler maman
à 17h appeler le 1-800-555-1234 => once 06-16 17:00 => appeler le 1-800-555-1234
sam. à 10h appeler Ana => once 06-19 10:00 => appeler Ana
mon examen est le 8 juillet, rappelle-moi 3 jours avant à 18h de faire la valise => once 07-05 18:00 => faire la valise
écrire à un ami demain => once 06-17 09:00 => écrire à un ami
étudier 3h demain => once 06-17 09:00 => étudier 3h
le jeudi 15 à 9h courir => once 07-15 09:00 => courir
dans 40 minutes appeler le registraire => once 06-16 11:00 => appeler le registraire
dans une heure vérifier le four => once 06-16 11:20 => vérifier le four
dans une demi-heure rejoindre l'appel => once 06-16 10:50 => rejoindre l'appel
rappelle-moi dans une heure et demie de partir => once 06-16 11:50 => partir
dans 2 heures et demie sortir le pain => once 06-16 12:50 => sortir le pain
dans 1h30 appeler maman => once 06-16 11:50 => appeler maman
dans 2h appeler maman => once 06-16 12:20 => appeler maman
dans un quart d'heure appeler maman => once 06-16 10:35 => appeler maman
dans trois quarts d'heure appeler maman => once 06-16 11:05 => appeler maman
appeler maman dans vingt minutes => once 06-16 10:40 => appeler maman
appeler maman d'ici 2 heures => once 06-16 12:20 => appeler maman
dans 45 min appeler maman => once 06-16 11:05 => appeler maman
dans 3 jours envoyer la lettre => once 06-19 10:20 => envoyer la lettre
dans trois jours à 9h envoyer la lettre => once 06-19 09:00 => envoyer la lettre
dans 2 semaines réserver le vol => once 06-30 10:20 => réserver le vol
dans deux semaines à 15h réserver le vol => once 06-30 15:00 => réserver le vol
dans une quinzaine réserver le vol => once 06-30 10:20 => réserver le vol
dans une semaine payer le loyer => once 06-23 10:20 => payer le loyer
dans 2 mois renouveler la carte => once 08-16 10:20 => renouveler la carte
dans un mois renouveler la carte => once 07-16 10:20 => renouveler la carte
dans six mois renouveler la carte => once 12-16 10:20 => renouveler la carte
dans un an renouveler la carte => once 2028-06-16 10:20 => renouveler la carte
dans 10 jours au matin envoyer la lettre => once 06-26 09:00 => envoyer la lettre
demain acheter des timbres => once 06-17 09:00 => acheter des timbres
demian acheter des timbres => once 06-17 09:00 => acheter des timbres
demin à 17h acheter des timbres => once 06-17 17:00 => acheter des timbres
acheter des timbres demain matin => once 06-17 09:00 => acheter des timbres
acheter des timbres demain à midi => once 06-17 12:00 => acheter des timbres
demain midi acheter des timbres => once 06-17 12:00 => acheter des timbres
demain soir acheter des timbres => once 06-17 19:00 => acheter des timbres
demain aprem acheter des timbres => once 06-17 15:00 => acheter des timbres
demain apres midi acheter des timbres => once 06-17 15:00 => acheter des timbres
demain dans l'après-midi acheter des timbres => once 06-17 15:00 => acheter des timbres
demain à 18h réviser => once 06-17 18:00 => réviser
demain à 18 h 30 réviser => once 06-17 18:30 => réviser
demain a 18h30 réviser => once 06-17 18:30 => réviser
demain 18h30 réviser => once 06-17 18:30 => réviser
demain à 18:30 réviser => once 06-17 18:30 => réviser
demain à 7h réviser => once 06-17 07:00 => réviser
demain à 7 heures réviser => once 06-17 07:00 => réviser
demain à 7h du soir réviser => once 06-17 19:00 => réviser
demain à 7 heures du matin réviser => once 06-17 07:00 => réviser
demain soir à 8h réviser => once 06-17 20:00 => réviser
demain à 3h de l'après-midi réviser => once 06-17 15:00 => réviser
demain à dix-neuf heures réviser => once 06-17 19:00 => réviser
demain à dix neuf heures trente réviser => once 06-17 19:30 => réviser
demain à sept heures et demie réviser => once 06-17 07:30 => réviser
demain à huit heures moins le quart réviser => once 06-17 07:45 => réviser
demain à huit heures et quart du soir réviser => once 06-17 20:15 => réviser
demain à midi et demi réviser => once 06-17 12:30 => réviser
demain à 20 heures 15 réviser => once 06-17 20:15 => réviser
demain vers 17h réviser => once 06-17 17:00 => réviser
demain dès 8h réviser => once 06-17 08:00 => réviser
réviser demain à 8h pile => once 06-17 08:00 => réviser
après-demain réviser => once 06-18 09:00 => réviser
apres demain à 16h réviser => once 06-18 16:00 => réviser
aprés-demin réviser => once 06-18 09:00 => réviser
réviser aujourd'hui à 17h => once 06-16 17:00 => réviser
réviser cet après-midi => once 06-16 15:00 => réviser
réviser ce soir => once 06-16 20:00 => réviser
réviser ce soir à 9h => once 06-16 21:00 => réviser
réviser ce soir à 21h => once 06-16 21:00 => réviser
réviser à midi => once 06-16 12:00 => réviser
réviser à minuit => once 06-17 00:00 => réviser
réviser à 9h => once 06-17 09:00 => réviser
réviser à 17h30 => once 06-16 17:30 => réviser
à 17 h réviser => once 06-16 17:00 => réviser
réviser en fin de journée => once 06-16 17:00 => réviser
vendredi appeler le doyen => once 06-18 09:00 => appeler le doyen
appeler le doyen vendredi à 14h => once 06-18 14:00 => appeler le doyen
ce vendredi appeler le doyen => once 06-18 09:00 => appeler le doyen
appeler le doyen mercredi => once 06-23 09:00 => appeler le doyen
lundi matin appeler le doyen => once 06-21 09:00 => appeler le doyen
lundi prochain à midi appeler le doyen => once 06-21 12:00 => appeler le doyen
lundii prochain appeler le doyen => once 06-21 09:00 => appeler le doyen
vendredi prochain appeler le doyen => once 06-18 09:00 => appeler le doyen
le vendredi 9 juillet appeler le doyen => once 07-09 09:00 => appeler le doyen
vendredi 9 juillet 2027 à 14h appeler le doyen => once 07-09 14:00 => appeler le doyen
lundi de la semaine prochaine à 10h appeler le doyen => once 06-21 10:00 => appeler le doyen
jeudi la semaine prochaine à 10h appeler le doyen => once 06-24 10:00 => appeler le doyen
la semaine prochaine jeudi à 10h appeler le doyen => once 06-24 10:00 => appeler le doyen
vendredi en huit à 10h appeler le doyen => once 06-25 10:00 => appeler le doyen
mecredi à 16h appeler le doyen => once 06-23 16:00 => appeler le doyen
jeudy à 16h appeler le doyen => once 06-17 16:00 => appeler le doyen
vendrdi à 16h appeler le doyen => once 06-18 16:00 => appeler le doyen
samdi à 16h appeler le doyen => once 06-19 16:00 => appeler le doyen
dimanche à 8h du soir appeler le doyen => once 06-20 20:00 => appeler le doyen
le 8 juillet renouveler le visa => once 07-08 09:00 => renouveler le visa
8 juillet renouveler le visa => once 07-08 09:00 => renouveler le visa
le 8 juillet à 16h renouveler le visa => once 07-08 16:00 => renouveler le visa
le 8 juilet à 16h renouveler le visa => once 07-08 16:00 => renouveler le visa
le 8 juillet 2028 renouveler le visa => once 2028-07-08 09:00 => renouveler le visa
le 1er juillet renouveler le visa => once 07-01 09:00 => renouveler le visa
le premier juillet renouveler le visa => once 07-01 09:00 => renouveler le visa
le huit juillet renouveler le visa => once 07-08 09:00 => renouveler le visa
le 3 aout à 9h renouveler le visa => once 08-03 09:00 => renouveler le visa
le 3 fevrier renouveler le visa => once 2028-02-03 09:00 => renouveler le visa
le 3 décembre au soir renouveler le visa => once 12-03 19:00 => renouveler le visa
le 3 dec. renouveler le visa => once 12-03 09:00 => renouveler le visa
le 8 mai renouveler le visa => once 2028-05-08 09:00 => renouveler le visa
2027-07-08 à 14h renouveler le visa => once 07-08 14:00 => renouveler le visa
le 25/12/2027 renouveler le visa => once 12-25 09:00 => renouveler le visa
le 25/12 à 20h renouveler le visa => once 12-25 20:00 => renouveler le visa
le 25 payer le loyer => once 06-25 09:00 => payer le loyer
payer le loyer le 25 à 18h => once 06-25 18:00 => payer le loyer
payer le loyer le 1er => once 07-01 09:00 => payer le loyer
le 5 du mois prochain payer le loyer => once 07-05 09:00 => payer le loyer
le mois prochain le 5 payer le loyer => once 07-05 09:00 => payer le loyer
à la fin du mois payer le loyer => once 06-30 09:00 => payer le loyer
fin juin payer le loyer => once 06-30 09:00 => payer le loyer
le premier lundi de juillet à 9h payer le loyer => once 07-05 09:00 => payer le loyer
le dernier vendredi de juin payer le loyer => once 06-25 09:00 => payer le loyer
à Noël appeler la famille => once 12-25 09:00 => appeler la famille
3 jours avant le 8 juillet 2027 faire la valise => once 07-05 09:00 => faire la valise
rappelle-moi une semaine avant mon examen du 8 juillet 2027 => once 07-01 09:00 => mon examen
deux semaines avant le 8 juillet à 18h faire la valise => once 06-24 18:00 => faire la valise
la veille de mon examen du 8 juillet faire la valise => once 07-07 09:00 => faire la valise
la veille au soir de mon examen le 8 juillet faire la valise => once 07-07 19:00 => faire la valise
le matin de mon examen le 8 juillet bien manger => once 07-08 09:00 => bien manger
2 heures avant mon vol le 8 juillet à 14h partir => once 07-08 12:00 => partir
une demi-heure avant la réunion demain à 15h imprimer => once 06-17 14:30 => imprimer
2 jours après le 8 juillet chercher les résultats => once 07-10 09:00 => chercher les résultats
le lendemain du 8 juillet chercher les résultats => once 07-09 09:00 => chercher les résultats
peux-tu me rappeler demain à 16h d'appeler Ana stp => once 06-17 16:00 => appeler Ana
rappelle-moi d'appeler Ana demain à 16h => once 06-17 16:00 => appeler Ana
rappele moi demain a 16h d'appeler Ana => once 06-17 16:00 => appeler Ana
n'oublie pas de me rappeler vendredi d'appeler Ana => once 06-18 09:00 => appeler Ana
mets un rappel pour vendredi à 14h appeler Ana => once 06-18 14:00 => appeler Ana
rappelle-moi demain à 9h de réserver le vol du 8 juillet => once 06-17 09:00 => réserver le vol du 8 juillet
demain à 9h préparer la réunion de 14h => once 06-17 09:00 => préparer la réunion de 14h
demain à 9h faire 40 questions => once 06-17 09:00 => faire 40 questions
prendre le bus 17 à 18h20 => once 06-16 18:20 => prendre le bus 17
demain s'inscrire à l'EACMC1 => once 06-17 09:00 => s'inscrire à l'EACMC1
demain de 14h à 16h examen blanc => once 06-17 14:00 => examen blanc
demain à la même heure appeler Ana => once 06-17 10:20 => appeler Ana
j'ai une entrevue, rappelle-moi demain à 16h de me préparer => once 06-17 16:00 =>
écrire à Mars et Fils demain à 10h => once 06-17 10:00 => écrire à Mars et Fils
lundi de la semaine du 5 juillet rendez vous => once 07-05 09:00 => rendez vous
mardi de la semaine du 5 juillet à 14h rendez vous => once 07-06 14:00 =>
la semaine du 5 juillet appeler le cmc => once 07-05 09:00 =>
dem matin appeler le doyen => once 06-17 09:00 => appeler le doyen
vendr prochain 15h appeler le doyen => once 06-18 15:00 => appeler le doyen
jeudi ap midi appeler le doyen => once 06-17 15:00 => appeler le doyen
mon oral est deplace a vendredi 10h => once 06-18 10:00 =>
15h apres-demain appeler le doyen => once 06-18 15:00 => appeler le doyen
une demi h avant le vol de 18h partir => once 06-16 17:30 =>
mercredi en 15 appeler le doyen => once 07-07 09:00 => appeler le doyen
lire les chapitres 3 a 5 demain 18h => once 06-17 18:00 => lire les chapitres 3 a 5
jeu de la sem proch 14h appeler le doyen => once 06-24 14:00 => appeler le doyen
1h avant 18h de quoi manger => once 06-16 17:00 =>
lundi matin train 6h45 => once 06-21 06:45 => train
"""

ASK = """
lun mer ven 8h cours de natation => ask 06-18 08:00 | 06-21 08:00 | 06-23 08:00 => cours de natation
quinze jours avant le 10 juillet réserver => ask 06-25 09:00 | 06-26 09:00 => réserver
demain à 7 appeler Ana => ask 06-17 07:00 | 06-17 19:00 => appeler Ana
le 8 juillet à 6 appeler Ana => ask 07-08 06:00 | 07-08 18:00 => appeler Ana
08/07/2027 renouveler le visa => ask 07-08 09:00 | 08-07 09:00 => renouveler le visa
le 8/7/2027 à 16h renouveler le visa => ask 07-08 16:00 | 08-07 16:00 => renouveler le visa
le 8/7 renouveler le visa => ask 07-08 09:00 | 08-07 09:00 => renouveler le visa
ce weekend appeler Ana => ask 06-19 09:00 | 06-20 09:00 => appeler Ana
la semaine prochaine appeler Ana => ask 06-21 09:00 | 06-23 09:00 => appeler Ana
le mois prochain appeler Ana => ask 07-01 09:00 | 07-16 09:00 => appeler Ana
en juillet renouveler le visa => ask 07-01 09:00 | 07-15 09:00 => renouveler le visa
dans quelques jours appeler Ana => ask 06-18 10:20 | 06-19 10:20 | 06-20 10:20 => appeler Ana
dans 2 ou 3 jours appeler Ana => ask 06-18 10:20 | 06-19 10:20 => appeler Ana
dans quinze jours appeler Ana => ask 06-30 10:20 | 07-01 10:20 => appeler Ana
aujourd'hui appeler Ana => ask 06-16 11:00 | 06-16 15:00 | 06-16 19:00 | 06-17 09:00 => appeler Ana
avant vendredi appeler Ana => ask 06-17 09:00 | 06-18 09:00 => appeler Ana
lundi ou mardi appeler Ana => ask 06-21 09:00 | 06-22 09:00 => appeler Ana
chaque lundi à 7 réviser => ask 06-21 07:00 | 06-21 19:00 => réviser
demain à minuit appeler Ana => ask 06-17 00:00 | 06-18 00:00 => appeler Ana
vendredi 8 juillet 2027 appeler Ana => ask 07-08 09:00 | 07-09 09:00 => appeler Ana
jeudi à 9h et vendredi à 10h stage => ask 06-17 09:00 | 06-18 10:00 =>
mardi à 9h30 ou mercredi à 14h rdv => ask 06-22 09:30 | 06-23 14:00 =>
tous les lundis à 9h et tous les mercredis à 10h labo => ask 06-21 09:00 | 06-23 10:00 =>
mardi 9h coiffeur et vendredi 10h banque => ask 06-18 10:00 | 06-22 09:00 =>
demain 9h coiffeur et 16h sport => ask 06-17 09:00 | 06-17 16:00 =>
ce soir 22h et demain 7h cachet => ask 06-16 22:00 | 06-17 07:00 =>
"""

SERIES = """
tous les matins et soirs gouttes => series 06-16 19:00, 06-17 09:00 => gouttes
tous les jours à 7h du matin et 9h du soir gouttes => series 06-16 21:00, 06-17 07:00 => gouttes
du lundi 5 au vendredi 9 juillet à 8h tous les jours gouttes => series 07-05 08:00, 07-06 08:00 => gouttes
les 3 prochains jours à 22h prendre 1 comprimé => series 06-16 22:00, 06-17 22:00, 06-18 22:00 => prendre 1 comprimé
tous les 31 à midi envoyer la facture => series 06-30 12:00, 07-31 12:00 => envoyer la facture
le dernier jour ouvrable de chaque mois envoyer la facture => series 06-30 09:00, 07-30 09:00 => envoyer la facture
aux deux semaines le mardi à 18h cours de chant => series 06-22 18:00, 07-06 18:00 => cours de chant
tous les jours du 1er au 3 juillet à 18h courir => series 07-01 18:00, 07-02 18:00, 07-03 18:00 => courir
dès lundi tous les jours à 18h courir => series 06-21 18:00, 06-22 18:00 => courir
tous les jours à 6h 45 minutes de sport => series 06-17 06:00, 06-18 06:00 => 45 minutes de sport
tous les jours à 21h marcher => series 06-16 21:00, 06-17 21:00 => marcher
chaque jour à 8h marcher => series 06-17 08:00, 06-18 08:00 => marcher
marcher tous les jours => series 06-17 09:00, 06-18 09:00 => marcher
tout les jours a 8h marcher => series 06-17 08:00, 06-18 08:00 => marcher
chaque matin marcher => series 06-17 09:00, 06-18 09:00 => marcher
tous les matins à 7h marcher => series 06-17 07:00, 06-18 07:00 => marcher
tous les soirs à 8h marcher => series 06-16 20:00, 06-17 20:00 => marcher
chaque soir marcher => series 06-16 19:00, 06-17 19:00 => marcher
chaque après-midi marcher => series 06-16 15:00, 06-17 15:00 => marcher
quotidiennement à 8h marcher => series 06-17 08:00, 06-18 08:00 => marcher
du lundi au vendredi à 18h marcher => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-21 18:00 => marcher
lundi à vendredi à 18h marcher => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-21 18:00 => marcher
tous les jours du lundi au vendredi à 18h marcher => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-21 18:00 => marcher
chaque jour de semaine à 18h marcher => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-21 18:00 => marcher
les jours ouvrables à 18h marcher => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-21 18:00 => marcher
en semaine à 18h marcher => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-21 18:00 => marcher
tous les weekends à 10h marcher => series 06-19 10:00, 06-20 10:00, 06-26 10:00 => marcher
chaque lundi à 19h faire 40 questions => series 06-21 19:00, 06-28 19:00 => faire 40 questions
rappelle-moi tous les lundis à 19h de faire 40 questions => series 06-21 19:00, 06-28 19:00 => faire 40 questions
tous les lundis faire 40 questions => series 06-21 09:00, 06-28 09:00 => faire 40 questions
les lundis et jeudis à 19h faire 40 questions => series 06-17 19:00, 06-21 19:00, 06-24 19:00 => faire 40 questions
le lundi et le jeudi à 19h faire 40 questions => series 06-17 19:00, 06-21 19:00, 06-24 19:00 => faire 40 questions
chaque lundi et jeudi à 19h faire 40 questions => series 06-17 19:00, 06-21 19:00, 06-24 19:00 => faire 40 questions
chaque lundi et chaque jeudi à 19h faire 40 questions => series 06-17 19:00, 06-21 19:00, 06-24 19:00 => faire 40 questions
tous les lundis, mercredis et vendredis à 19h faire 40 questions => series 06-16 19:00, 06-18 19:00, 06-21 19:00 => faire 40 questions
chaque lundi soir faire 40 questions => series 06-21 19:00, 06-28 19:00 => faire 40 questions
chaqe lundi à 19h faire 40 questions => series 06-21 19:00, 06-28 19:00 => faire 40 questions
tous les mecredis à 19h faire 40 questions => series 06-16 19:00, 06-23 19:00 => faire 40 questions
chaque semaine le vendredi à 19h faire 40 questions => series 06-18 19:00, 06-25 19:00 => faire 40 questions
une fois par semaine le vendredi à 19h faire 40 questions => series 06-18 19:00, 06-25 19:00 => faire 40 questions
toutes les semaines à 19h faire 40 questions => series 06-16 19:00, 06-23 19:00 => faire 40 questions
un mardi sur deux à 17h appeler Ana => series 06-22 17:00, 07-06 17:00 => appeler Ana
un lundi soir sur deux appeler Ana => series 06-21 19:00, 07-05 19:00 => appeler Ana
toutes les deux semaines le mardi à 17h appeler Ana => series 06-22 17:00, 07-06 17:00 => appeler Ana
le mardi toutes les deux semaines à 17h appeler Ana => series 06-22 17:00, 07-06 17:00 => appeler Ana
une semaine sur deux à 17h appeler Ana => series 06-16 17:00, 06-30 17:00 => appeler Ana
une semaine sur deux le mardi à 17h appeler Ana => series 06-22 17:00, 07-06 17:00 => appeler Ana
un jour sur deux à 17h appeler Ana => series 06-16 17:00, 06-18 17:00 => appeler Ana
tous les deux jours à 17h appeler Ana => series 06-16 17:00, 06-18 17:00 => appeler Ana
tous les 3 jours à 9h appeler Ana => series 06-17 09:00, 06-20 09:00 => appeler Ana
tous les quinze jours à 17h appeler Ana => series 06-16 17:00, 06-30 17:00 => appeler Ana
tous les mois le 15 payer le loyer => series 07-15 09:00, 08-15 09:00 => payer le loyer
chaque mois le 15 à 18h payer le loyer => series 07-15 18:00, 08-15 18:00 => payer le loyer
le 15 de chaque mois payer le loyer => series 07-15 09:00, 08-15 09:00 => payer le loyer
le 15 de chaque mois à 18h payer le loyer => series 07-15 18:00, 08-15 18:00 => payer le loyer
tous les 15 du mois payer le loyer => series 07-15 09:00, 08-15 09:00 => payer le loyer
le premier de chaque mois payer le loyer => series 07-01 09:00, 08-01 09:00 => payer le loyer
le 1er de chaque mois payer le loyer => series 07-01 09:00, 08-01 09:00 => payer le loyer
chaque premier du mois payer le loyer => series 07-01 09:00, 08-01 09:00 => payer le loyer
le dernier jour de chaque mois à 20h payer le loyer => series 06-30 20:00, 07-31 20:00 => payer le loyer
chaque dernier jour du mois à 20h payer le loyer => series 06-30 20:00, 07-31 20:00 => payer le loyer
à la fin de chaque mois payer le loyer => series 06-30 09:00, 07-31 09:00 => payer le loyer
tous les mois le 31 à 20h payer le loyer => series 06-30 20:00, 07-31 20:00 => payer le loyer
tous les 2 mois le 1er payer le loyer => series 07-01 09:00, 09-01 09:00 => payer le loyer
tous les trimestres payer le loyer => series 06-17 09:00, 09-17 09:00 => payer le loyer
le 1er et le 15 de chaque mois payer le loyer => series 07-01 09:00, 07-15 09:00, 08-01 09:00 => payer le loyer
le premier lundi du mois à 9h payer le loyer => series 07-05 09:00, 08-02 09:00 => payer le loyer
le premier lundi de chaque mois à 9h payer le loyer => series 07-05 09:00, 08-02 09:00 => payer le loyer
chaque premier lundi du mois à 9h payer le loyer => series 07-05 09:00, 08-02 09:00 => payer le loyer
tous les premiers lundis du mois à 9h payer le loyer => series 07-05 09:00, 08-02 09:00 => payer le loyer
le dernier vendredi de chaque mois à 16h payer le loyer => series 06-25 16:00, 07-30 16:00 => payer le loyer
le 2e mardi du mois à 16h payer le loyer => series 07-13 16:00, 08-10 16:00 => payer le loyer
chaque année le 20 juin renouveler => series 06-20 09:00, 2028-06-20 09:00 => renouveler
tous les ans le 20 juin à midi renouveler => series 06-20 12:00, 2028-06-20 12:00 => renouveler
le 20 juin de chaque année renouveler => series 06-20 09:00, 2028-06-20 09:00 => renouveler
le 20 juin tous les ans renouveler => series 06-20 09:00, 2028-06-20 09:00 => renouveler
chaque 20 juin renouveler => series 06-20 09:00, 2028-06-20 09:00 => renouveler
chaque vendredi à 18h jusqu'au 2 juillet réviser => series 06-18 18:00, 06-25 18:00, 07-02 18:00 => réviser
chaque vendredi à 18h jusqu'au 2 juillet 2027 réviser => series 06-18 18:00, 06-25 18:00, 07-02 18:00 => réviser
tous les jours à 18h jusqu'à vendredi réviser => series 06-16 18:00, 06-17 18:00, 06-18 18:00 => réviser
chaque vendredi à 18h jusqu'à la fin juin réviser => series 06-18 18:00, 06-25 18:00 => réviser
tous les jours à 18h pendant 3 jours réviser => series 06-16 18:00, 06-17 18:00, 06-18 18:00 => réviser
chaque vendredi à 18h pendant trois semaines réviser => series 06-18 18:00, 06-25 18:00, 07-02 18:00 => réviser
chaque vendredi à 18h pendant les 3 prochaines semaines réviser => series 06-18 18:00, 06-25 18:00, 07-02 18:00 => réviser
chaque vendredi à 18h 3 fois réviser => series 06-18 18:00, 06-25 18:00, 07-02 18:00 => réviser
tous les 2 jours à 18h à partir de vendredi réviser => series 06-18 18:00, 06-20 18:00 => réviser
tous les jours à 18h à partir du 1er juillet réviser => series 07-01 18:00, 07-02 18:00 => réviser
dès demain tous les jours à 18h réviser => series 06-17 18:00, 06-18 18:00 => réviser
tous les jours sauf le dimanche à 18h réviser => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-19 18:00, 06-21 18:00 => réviser
deux fois par jour à 8h et à 20h prendre la pilule => series 06-16 20:00, 06-17 08:00, 06-17 20:00 => prendre la pilule
toutes les 2 heures boire => series 06-16 12:20, 06-16 14:20 => boire
toutes les 4 heures jusqu'à 18h prendre la pompe => series 06-16 14:20 =>
toutes les heures jusqu'à 17h s'étirer => series 06-16 11:20, 06-16 12:20 => s'étirer
toutes les 2 heures de 8h à 18h boire => series 06-16 12:00, 06-16 14:00, 06-16 16:00, 06-16 18:00, 06-17 08:00 =>
tous les jours de la semaine du 5 juillet 8h => series 07-05 08:00, 07-06 08:00 =>
toutes les deux heures jusqu'à minuit boire => series 06-16 12:20, 06-16 14:20 =>
ttes les 2 semaines le jeudi 18h cours => series 06-17 18:00, 07-01 18:00 => cours
les dimanches soirs 19h appeler mamie => series 06-20 19:00, 06-27 19:00 => appeler mamie
1 lundi / 2 a 17h cours => series 06-21 17:00, 07-05 17:00 => cours
2 gouttes a 7h 13h et 21h chq jour => series 06-16 13:00, 06-16 21:00, 06-17 07:00 => 2 gouttes
apprendre 5 mots par jour a 20h => series 06-16 20:00, 06-17 20:00 => apprendre 5 mots
"""

NONE = """
le lundi de pâques aller à la messe => none =>
rappelle-moi d'appeler Ana => none => appeler Ana
faire 40 questions => none => faire 40 questions
prendre le bus 17 => none => prendre le bus 17
bonjour => none =>
que sais-tu faire => none => que sais-tu faire
envoyer 6 copies certifiées => none => envoyer 6 copies certifiées
écrire à 3 hôpitaux => none => écrire à 3 hôpitaux
réviser pendant 2 heures => none => réviser pendant 2 heures
lire le chapitre 12 du bloc 3 => none => lire le chapitre 12 du bloc 3
lire le 3e chapitre => none => lire le 3e chapitre
il a 3 enfants => none => il a 3 enfants
mon fils aime la mer => none => mon fils aime la mer
apporter un chèque => none => apporter un chèque
le 30 février payer le loyer => none => payer le loyer
le 31 juin 2028 à 9h payer le loyer => none => payer le loyer
hier à 9h payer le loyer => none => payer le loyer
le 5 juin 2027 payer le loyer => none => payer le loyer
il y a 2 jours payer le loyer => none => payer le loyer
aujourd'hui à 9h payer le loyer => none => payer le loyer
demain à 25h payer le loyer => none => payer le loyer
deux fois par semaine appeler Ana => none => appeler Ana
est-ce que je peux postuler en juillet => none =>
quand ouvre l'inscription pour octobre 2027 => none =>
que faire le 5 juillet => none =>
c etait bien le cours de lundi => none =>
mon train est arrive a 6h => none =>
malade depuis lundi => none =>
ne me rappelle plus demain => none =>
supprime mon rappel de 19h => none =>
je travaille de 8h a 16h => none =>
d'habitude on commence a 7h => none =>
rien de neuf vendredi => none =>
bon lundi => none =>
aucune reponse depuis le 3 mai => none =>
"""
