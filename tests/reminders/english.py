"""English sentences: text, meaning, what is to be done."""

ONCE = """
my exam is on 18 july, tell me 10 days in advance => once 07-08 09:00 =>
the form is due 30 july 2027, remind me 1 week earlier => once 07-23 09:00 => the form is due
note: 17/06 15h ring the clinic => once 06-17 15:00 =>
saturday 10.30 ring the clinic => once 06-19 10:30 => ring the clinic
23.59 today send the form => once 06-16 23:59 => send the form
18 07 2027 5pm ring the clinic => once 07-18 17:00 => ring the clinic
18.7. 17:00 ring the clinic => once 07-18 17:00 => ring the clinic
2028 july 18 ring the clinic => once 2028-07-18 09:00 => ring the clinic
end of business tomorrow ring the clinic => once 06-17 17:00 => ring the clinic
year end ring the clinic => once 12-31 09:00 => ring the clinic
eight in the morning tomorrow feed the fish => once 06-17 08:00 => feed the fish
6 in the evening ring the dean => once 06-16 18:00 => ring the dean
9.40 in the evening ring the dean => once 06-16 21:40 => ring the dean
revise chapter 9 tonight => once 06-16 20:00 => revise chapter 9
take 2 at night => once 06-16 20:00 => take 2
tonight 10, ring the dean => once 06-16 22:00 => ring the dean
1430 hrs tomorrow report to the ward => once 06-17 14:30 => report to the ward
0745 tomorrow report to the ward => once 06-17 07:45 => report to the ward
21.00 hrs report to the ward => once 06-16 21:00 => report to the ward
monday 1st aid course => once 06-21 09:00 => 1st aid course
tomorrow 2 new patients => once 06-17 09:00 => 2 new patients
friday 4 mock stations => once 06-18 09:00 => 4 mock stations
between 4 and 5 pm ring the bank => once 06-16 16:00 => ring the bank
friday 10 to 12 pm rehearsal => once 06-18 10:00 => rehearsal
at ten to six pm ring the bank => once 06-16 17:50 => ring the bank
work in the library until 6pm tomorrow => once 06-17 09:00 => work in the library until 6pm
mid-day tomorrow ring the bank => once 06-17 12:00 => ring the bank
late afternoon friday ring the bank => once 06-18 15:00 => ring the bank
a week on monday ring the bank => once 06-28 09:00 => ring the bank
the monday after next ring the bank => once 06-28 09:00 => ring the bank
next year on may 5 ring the bank => once 2028-05-05 09:00 => ring the bank
this time next week ring the bank => once 06-23 10:20 => ring the bank
same day next month ring the bank => once 07-16 10:20 => ring the bank
in 1:30 hours ring the bank => once 06-16 11:50 => ring the bank
in 2.5 days ring the bank => once 06-18 22:20 => ring the bank
in half a year ring the bank => once 12-16 10:20 => ring the bank
in approx 2 hours ring the bank => once 06-16 12:20 => ring the bank
set up the 3pm call tomorrow morning => once 06-17 09:00 => set up the 3pm call
my exam is on 8 july, remind me 3 days before at 6pm to pack => once 07-05 18:00 => pack
call Sunday Okafor tomorrow at 4pm => once 06-17 16:00 => call Sunday Okafor
in two moths renew the card => once 08-16 10:20 => renew the card
read chapter 5 july 3 => once 07-03 09:00 => read chapter 5
thursday the 15th at 9am call Ana => once 07-15 09:00 => call Ana
study 3h tomorrow => once 06-17 09:00 => study 3h
in 40 minutes call the registrar => once 06-16 11:00 => call the registrar
in an hour check the oven => once 06-16 11:20 => check the oven
in half an hour join the meeting => once 06-16 10:50 => join the meeting
remind me in an hour and a half to leave => once 06-16 11:50 => leave
in 2 and a half hours take the bread out => once 06-16 12:50 => take the bread out
in 1.5 hours phone mum => once 06-16 11:50 => phone mum
in a couple of hours stretch => once 06-16 12:20 => stretch
in 90 mins move the car => once 06-16 11:50 => move the car
in 3hrs drink water => once 06-16 13:20 => drink water
in 2h30 call back => once 06-16 12:50 => call back
in 1 hour and 15 minutes call back => once 06-16 11:35 => call back
in a quarter of an hour call back => once 06-16 10:35 => call back
15 minutes from now ring the clinic => once 06-16 10:35 => ring the clinic
2 hours from now ring the clinic => once 06-16 12:20 => ring the clinic
ring the clinic in twenty minutes => once 06-16 10:40 => ring the clinic
ring the clinic in forty five minutes => once 06-16 11:05 => ring the clinic
in 45 minuts ring the clinic => once 06-16 11:05 => ring the clinic
in 3 days send the letter => once 06-19 10:20 => send the letter
in three days send the letter => once 06-19 10:20 => send the letter
in 2 weeks book the NAC flight => once 06-30 10:20 => book the NAC flight
in two weeks at 3pm book the NAC flight => once 06-30 15:00 => book the NAC flight
in a fortnight book the NAC flight => once 06-30 10:20 => book the NAC flight
in a week pay rent => once 06-23 10:20 => pay rent
a week from now pay rent => once 06-23 10:20 => pay rent
a week from today at noon pay rent => once 06-23 12:00 => pay rent
two weeks from tomorrow pay rent => once 07-01 10:20 => pay rent
in 2 months renew the card => once 08-16 10:20 => renew the card
in a month renew the card => once 07-16 10:20 => renew the card
in 6 months renew the card => once 12-16 10:20 => renew the card
in a year renew the card => once 2028-06-16 10:20 => renew the card
in 3 days at 9am send the letter => once 06-19 09:00 => send the letter
in 3 days in the evening send the letter => once 06-19 19:00 => send the letter
in ten days send the letter => once 06-26 10:20 => send the letter
within 2 days send the letter => once 06-18 10:20 => send the letter
in 2 wks send the letter => once 06-30 10:20 => send the letter
in 2 weeks' time send the letter => once 06-30 10:20 => send the letter
tomorrow buy stamps => once 06-17 09:00 => buy stamps
tommorow buy stamps => once 06-17 09:00 => buy stamps
tomorow buy stamps => once 06-17 09:00 => buy stamps
tmrw buy stamps => once 06-17 09:00 => buy stamps
tmr at 5pm buy stamps => once 06-17 17:00 => buy stamps
2moro buy stamps => once 06-17 09:00 => buy stamps
buy stamps tomorrow morning => once 06-17 09:00 => buy stamps
buy stamps tomorrow at noon => once 06-17 12:00 => buy stamps
noon tomorrow buy stamps => once 06-17 12:00 => buy stamps
buy stamps tomorrow evening => once 06-17 19:00 => buy stamps
buy stamps tomorrow night => once 06-17 20:00 => buy stamps
tomorrow evening at 7 call Ana => once 06-17 19:00 => call Ana
tomorrow at 7 in the evening call Ana => once 06-17 19:00 => call Ana
tomorrow at 7am call Ana => once 06-17 07:00 => call Ana
tomorrow at 7 a.m. call Ana => once 06-17 07:00 => call Ana
tomorrow at 7 p.m. call Ana => once 06-17 19:00 => call Ana
tomorrow 7pm call Ana => once 06-17 19:00 => call Ana
call Ana tomorrow @ 7pm => once 06-17 19:00 => call Ana
call Ana tomorrow @7:45 pm => once 06-17 19:45 => call Ana
call Ana tomorrow at 19:45 => once 06-17 19:45 => call Ana
call Ana tomorrow at 7.45pm => once 06-17 19:45 => call Ana
call Ana tomorrow at 19.45 => once 06-17 19:45 => call Ana
call Ana tomorrow at 1945 => once 06-17 19:45 => call Ana
call Ana tomorrow at 19h45 => once 06-17 19:45 => call Ana
call Ana tomorrow at 7:30 => once 06-17 07:30 => call Ana
call Ana tomorrow at 12pm => once 06-17 12:00 => call Ana
call Ana tomorrow at 12am => once 06-17 00:00 => call Ana
call Ana tomorrow at seven pm => once 06-17 19:00 => call Ana
call Ana tomorrow at half past six in the evening => once 06-17 18:30 => call Ana
call Ana tomorrow at quarter to 8 in the morning => once 06-17 07:45 => call Ana
call Ana tomorrow at 8 o'clock in the morning => once 06-17 08:00 => call Ana
call Ana tomorrow around 5pm => once 06-17 17:00 => call Ana
call Ana by 5pm tomorrow => once 06-17 17:00 => call Ana
the day after tomorrow call Ana => once 06-18 09:00 => call Ana
day after tomorrow at 4pm call Ana => once 06-18 16:00 => call Ana
call Ana the day after tmrw => once 06-18 09:00 => call Ana
call Ana the day after tomorow at 4 pm => once 06-18 16:00 => call Ana
today at 5pm call Ana => once 06-16 17:00 => call Ana
call Ana later today at 5pm => once 06-16 17:00 => call Ana
call Ana this afternoon => once 06-16 15:00 => call Ana
call Ana this evening => once 06-16 19:00 => call Ana
call Ana tonight => once 06-16 20:00 => call Ana
call Ana tonite => once 06-16 20:00 => call Ana
call Ana tonight at 9 => once 06-16 21:00 => call Ana
call Ana at 9 tonight => once 06-16 21:00 => call Ana
call Ana at 11:30 tonight => once 06-16 23:30 => call Ana
call Ana in the morning => once 06-17 09:00 => call Ana
call Ana in the evening => once 06-16 19:00 => call Ana
call Ana at noon => once 06-16 12:00 => call Ana
call Ana at midnight => once 06-17 00:00 => call Ana
call Ana at 9am => once 06-17 09:00 => call Ana
call Ana at 3 in the afternoon => once 06-16 15:00 => call Ana
call Ana at 10 at night => once 06-16 22:00 => call Ana
7pm call Ana => once 06-16 19:00 => call Ana
remind me 7pm call Ana => once 06-16 19:00 => call Ana
at 17:30 call Ana => once 06-16 17:30 => call Ana
remind me first thing tomorrow to call Ana => once 06-17 09:00 => call Ana
end of day send the timesheet => once 06-16 17:00 => send the timesheet
send the timesheet by eod => once 06-16 17:00 => send the timesheet
friday call the dean => once 06-18 09:00 => call the dean
call the dean on friday => once 06-18 09:00 => call the dean
this friday call the dean => once 06-18 09:00 => call the dean
call the dean on wednesday => once 06-23 09:00 => call the dean
call the dean on monday morning => once 06-21 09:00 => call the dean
call the dean monday afternoon at 4 => once 06-21 16:00 => call the dean
call the dean on tues at 2pm => once 06-22 14:00 => call the dean
call the dean on mon at 2pm => once 06-21 14:00 => call the dean
fri 2pm call the dean => once 06-18 14:00 => call the dean
sat morning call the dean => once 06-19 09:00 => call the dean
next monday call the dean => once 06-21 09:00 => call the dean
next tuesday at 10am call the dean => once 06-22 10:00 => call the dean
next wednesday at 10am call the dean => once 06-23 10:00 => call the dean
coming friday at 10am call the dean => once 06-18 10:00 => call the dean
monday next week at 10am call the dean => once 06-21 10:00 => call the dean
next week on thursday at 10am call the dean => once 06-24 10:00 => call the dean
friday week at 10am call the dean => once 06-25 10:00 => call the dean
in two weeks on monday at 10am call the dean => once 06-28 10:00 => call the dean
wensday at 4pm call the dean => once 06-23 16:00 => call the dean
thrusday at 4pm call the dean => once 06-17 16:00 => call the dean
saterday at 4pm call the dean => once 06-19 16:00 => call the dean
on firday at 4pm call the dean => once 06-18 16:00 => call the dean
mondy at 4pm call the dean => once 06-21 16:00 => call the dean
sunday at 8 at night call the dean => once 06-20 20:00 => call the dean
may 8 renew the visa => once 2028-05-08 09:00 => renew the visa
July 8 renew the visa => once 07-08 09:00 => renew the visa
july 8th at 4pm renew the visa => once 07-08 16:00 => renew the visa
8 july renew the visa => once 07-08 09:00 => renew the visa
the 8th of july renew the visa => once 07-08 09:00 => renew the visa
on the 8th of July at 4pm renew the visa => once 07-08 16:00 => renew the visa
8th july 2028 renew the visa => once 2028-07-08 09:00 => renew the visa
July 8, 2028 at 4:15 pm renew the visa => once 2028-07-08 16:15 => renew the visa
jul 8 2028 renew the visa => once 2028-07-08 09:00 => renew the visa
8-Jul-2028 renew the visa => once 2028-07-08 09:00 => renew the visa
sept 3 renew the visa => once 09-03 09:00 => renew the visa
Sep. 3rd renew the visa => once 09-03 09:00 => renew the visa
septmber 3 renew the visa => once 09-03 09:00 => renew the visa
febuary 3 renew the visa => once 2028-02-03 09:00 => renew the visa
july the 8th renew the visa => once 07-08 09:00 => renew the visa
renew the visa on december twenty first => once 12-21 09:00 => renew the visa
renew the visa friday july 9 => once 07-09 09:00 => renew the visa
renew the visa on Friday, July 9th, 2027 at 2 pm => once 07-09 14:00 => renew the visa
2027-07-08 renew the visa => once 07-08 09:00 => renew the visa
2027-07-08 14:00 renew the visa => once 07-08 14:00 => renew the visa
2027-07-08T14:00 renew the visa => once 07-08 14:00 => renew the visa
2027/07/08 at 2pm renew the visa => once 07-08 14:00 => renew the visa
25/12/2027 renew the visa => once 12-25 09:00 => renew the visa
12/25/2027 renew the visa => once 12-25 09:00 => renew the visa
25.12.2027 renew the visa => once 12-25 09:00 => renew the visa
25-12-2027 renew the visa => once 12-25 09:00 => renew the visa
25/12/27 renew the visa => once 12-25 09:00 => renew the visa
on 25/12 at 8pm renew the visa => once 12-25 20:00 => renew the visa
05/07/2027 renew the visa => once 07-05 09:00 => renew the visa
07/07/2027 renew the visa => once 07-07 09:00 => renew the visa
the 25th pay rent => once 06-25 09:00 => pay rent
pay rent on the 25th => once 06-25 09:00 => pay rent
pay rent on the 1st => once 07-01 09:00 => pay rent
pay rent on the 10th at 6pm => once 07-10 18:00 => pay rent
pay rent on the 16th at 6pm => once 06-16 18:00 => pay rent
pay rent on the 31st => once 07-31 09:00 => pay rent
the 5th of next month pay rent => once 07-05 09:00 => pay rent
next month on the 5th pay rent => once 07-05 09:00 => pay rent
pay rent at the end of the month => once 06-30 09:00 => pay rent
end of month pay rent => once 06-30 09:00 => pay rent
end of june pay rent => once 06-30 09:00 => pay rent
first monday of july at 9am pay rent => once 07-05 09:00 => pay rent
last friday of june pay rent => once 06-25 09:00 => pay rent
the first monday of next month pay rent => once 07-05 09:00 => pay rent
on christmas eve call home => once 12-24 09:00 => call home
feb 29 celebrate => once 2028-02-29 09:00 => celebrate
3 days before 2027-07-08 pack => once 07-05 09:00 => pack
a week before my NAC on July 8, 2027 => once 07-01 09:00 => my NAC
a week before the OSCE on 8 july polish shoes => once 07-01 09:00 => polish shoes
one month before 8 september 2027 at 6pm pack => once 08-08 18:00 => pack
the day before my exam on july 8 pack => once 07-07 09:00 => pack
the evening before my exam on july 8 pack => once 07-07 19:00 => pack
pack the night before july 8 => once 07-07 20:00 => pack
the morning of my exam on july 8 eat well => once 07-08 09:00 => eat well
2 hours before my flight on july 8 at 14:00 leave home => once 07-08 12:00 => leave home
30 minutes before the meeting tomorrow at 3pm print slides => once 06-17 14:30 => print slides
half an hour before 3pm print slides => once 06-16 14:30 => print slides
2 days after july 8 collect results => once 07-10 09:00 => collect results
a week from friday collect results => once 06-25 09:00 => collect results
hey can you pls remind me tomorrow at 4pm to call Ana, thanks => once 06-17 16:00 => call Ana
I have an interview, remind me tomorrow at 4pm to prepare => once 06-17 16:00 => I have an interview to prepare
remind me tomorrow at 9am to book the flight for July 8 => once 06-17 09:00 => book the flight for July 8
book the flight for July 8 in 2 hours => once 06-16 12:20 => book the flight for July 8
tomorrow at 9am prepare for the 2pm meeting => once 06-17 09:00 => prepare for the 2pm meeting
tomorrow at 9am do 40 questions => once 06-17 09:00 => do 40 questions
take bus 17 at 6:20pm => once 06-16 18:20 => take bus 17
tomorrow register for QE1 => once 06-17 09:00 => register for QE1
set a reminder for friday at 2pm to call the dean => once 06-18 14:00 => call the dean
tomorrow from 2pm to 4pm mock exam => once 06-17 14:00 => mock exam
tomorrow 2-4pm mock exam => once 06-17 14:00 => mock exam
tomorrow at the same time call Ana => once 06-17 10:20 => call Ana
call Ana in an hour please => once 06-16 11:20 => call Ana
tomorrow at 3pm UTC join the webinar => once 06-17 11:00 => join the webinar
may the 8th 2028 at half past nine am renew => once 2028-05-08 09:30 => renew
don't forget to call Ana on friday => once 06-18 09:00 => call Ana
remind me about the visa on friday at 2 pm => once 06-18 14:00 => the visa
call Ana tomorrow 5:30p => once 06-17 17:30 => call Ana
call Ana tomorrow at 5 30 pm => once 06-17 17:30 => call Ana
call Ana tomorrow at 5pm sharp => once 06-17 17:00 => call Ana
tom 3pm call the registrar => once 06-17 15:00 => call the registrar
in abt 20 mins chk the rice => once 06-16 10:40 =>
put reminder for study tonight 9 => once 06-16 21:00 =>
tomorrow b/w 3 and 4 pm visit bank => once 06-17 15:00 =>
remind me in the mrng to eat => once 06-17 09:00 =>
monday of the week of july 5 orientation => once 07-05 09:00 =>
tuesday of the week of 5 july at 2pm orientation => once 07-06 14:00 =>
mon 8a rounds => once 06-21 08:00 =>
tomorrow mrng 6 30 flight => once 06-17 06:30 =>
nxt mnth 5th rent => once 07-05 09:00 =>
call tom at 3pm => once 06-16 15:00 =>
dinner with tom tonight => once 06-16 20:00 =>
remind me tomorrow at 9am about the meeting on friday at 3pm => once 06-17 09:00 =>
tell me at 6pm that the webinar starts at 7pm => once 06-16 18:00 =>
hlf past 6 tonite ring the dean => once 06-16 18:30 => ring the dean
qtr to 5 pm today ring the dean => once 06-16 16:45 => ring the dean
nxt tues at 4pm ring the dean => once 06-22 16:00 => ring the dean
in an hr n a half ring the dean => once 06-16 11:50 => ring the dean
next week thurs morning ring the dean => once 06-24 09:00 => ring the dean
tonight 1045 ring the dean => once 06-16 22:45 => ring the dean
tomorrow 745 ring the dean => once 06-17 07:45 => ring the dean
tomorrow 1500 words => once 06-17 09:00 => 1500 words
wk b4 july 18 ring the dean => once 07-11 09:00 => ring the dean
18 july 1900 hrs ring the dean => once 07-18 19:00 => ring the dean
i had no answer, ring the dean at 6pm => once 06-16 18:00 => i had no answer, ring the dean
my shift was moved to friday 3pm => once 06-18 15:00 => my shift was moved
day aft tmrw 1pm ring the dean => once 06-18 13:00 => ring the dean
in 2hr15 ring the dean => once 06-16 12:35 => ring the dean
1/2 past 4 pm today ring the dean => once 06-16 16:30 => ring the dean
18 july 27 1430 ring the dean => once 07-18 14:30 => ring the dean
18.07.27 14.30 ring the dean => once 07-18 14:30 => ring the dean
noonish tomorrow ring the dean => once 06-17 12:00 => ring the dean
2morow 5.15pm ring the dean => once 06-17 17:15 =>
2 more chapters tonight => once 06-16 20:00 => 2 more chapters
in 1 hr n 20 mins ring the dean => once 06-16 11:40 => ring the dean
nxt wk thu 2pm ring the dean => once 06-24 14:00 => ring the dean
send the form by close of business mon => once 06-21 17:00 => send the form
"""

ASK = """
saturday ten thirty ring the clinic => ask 06-19 10:30 | 06-19 22:30 => ring the clinic
tomorrow at 7 in the morning and 9 in the evening swab => ask 06-17 07:00 | 06-17 21:00 => swab
saturday 6 football with the residents => ask 06-19 06:00 | 06-19 18:00 => football with the residents
tomorrow 7 => ask 06-17 07:00 | 06-17 19:00 =>
mon wed fri 9am swimming => ask 06-18 09:00 | 06-21 09:00 | 06-23 09:00 => swimming
3 days before and 1 day before my exam on 10 july at 6pm pack => ask 07-07 18:00 | 07-09 18:00 => pack
set up the 3pm call next week => ask 06-21 15:00 | 06-23 15:00 => set up call
tomorrow after lunch call Ana => ask 06-17 13:00 | 06-17 14:00 => call Ana
tomorrow at 7 call Ana => ask 06-17 07:00 | 06-17 19:00 => call Ana
call Ana at 7 => ask 06-16 19:00 | 06-17 07:00 => call Ana
call Ana at 11 => ask 06-16 11:00 | 06-16 23:00 => call Ana
call Ana tomorrow at 7 o'clock => ask 06-17 07:00 | 06-17 19:00 => call Ana
call Ana tomorrow at half past six => ask 06-17 06:30 | 06-17 18:30 => call Ana
call Ana tomorrow at quarter to 8 => ask 06-17 07:45 | 06-17 19:45 => call Ana
call Ana tomorrow at ten past eight => ask 06-17 08:10 | 06-17 20:10 => call Ana
call Ana tomorrow at seven => ask 06-17 07:00 | 06-17 19:00 => call Ana
call Ana tomorrow at seven thirty => ask 06-17 07:30 | 06-17 19:30 => call Ana
call Ana tomorrow at 12 => ask 06-17 00:00 | 06-17 12:00 => call Ana
next friday call the dean => ask 06-18 09:00 | 06-25 09:00 => call the dean
next fri at 2pm call the dean => ask 06-18 14:00 | 06-25 14:00 => call the dean
call the dean next friday at 2 => ask 06-18 02:00 | 06-18 14:00 | 06-25 02:00 | 06-25 14:00 => call the dean
08/07/2027 renew the visa => ask 07-08 09:00 | 08-07 09:00 => renew the visa
8/7/27 at 4pm renew the visa => ask 07-08 16:00 | 08-07 16:00 => renew the visa
on 8/7 renew the visa => ask 07-08 09:00 | 08-07 09:00 => renew the visa
08-07-2027 renew the visa => ask 07-08 09:00 | 08-07 09:00 => renew the visa
08.07.2027 renew the visa => ask 07-08 09:00 | 08-07 09:00 => renew the visa
this weekend call Ana => ask 06-19 09:00 | 06-20 09:00 => call Ana
next weekend call Ana => ask 06-19 09:00 | 06-26 09:00 => call Ana
next week call Ana => ask 06-21 09:00 | 06-23 09:00 => call Ana
nxt week call Ana => ask 06-21 09:00 | 06-23 09:00 => call Ana
next month call Ana => ask 07-01 09:00 | 07-16 09:00 => call Ana
in july renew the visa => ask 07-01 09:00 | 07-15 09:00 => renew the visa
in a few days call Ana => ask 06-18 10:20 | 06-19 10:20 | 06-20 10:20 => call Ana
in 2-3 days call Ana => ask 06-18 10:20 | 06-19 10:20 => call Ana
in 2 or 3 hours call Ana => ask 06-16 12:20 | 06-16 13:20 => call Ana
call Ana on monday or tuesday => ask 06-21 09:00 | 06-22 09:00 => call Ana
call Ana monday and thursday at 7pm => ask 06-17 19:00 | 06-21 19:00 => call Ana
today call Ana => ask 06-16 11:00 | 06-16 15:00 | 06-16 19:00 | 06-17 09:00 => call Ana
call Ana before friday => ask 06-17 09:00 | 06-18 09:00 => call Ana
friday 8 july 2027 call Ana => ask 07-08 09:00 | 07-09 09:00 => call Ana
every monday at 7 revise => ask 06-21 07:00 | 06-21 19:00 => revise
every day at 8 revise => ask 06-16 20:00 | 06-17 08:00 => revise
every third tuesday at 7pm revise => ask 06-22 19:00 | 07-20 19:00 => revise
tomorrow at midnight call Ana => ask 06-17 00:00 | 06-18 00:00 => call Ana
tomorrow at 8am or 9am call Ana => ask 06-17 08:00 | 06-17 09:00 => call Ana
monday at 9am and wednesday at 10am dentist => ask 06-21 09:00 | 06-23 10:00 => dentist
monday 21 june 5pm and tuesday 22 june 6pm interviews => ask 06-21 17:00 | 06-22 18:00 =>
tomorrow at 7am and again at 7pm take antibiotic => ask 06-17 07:00 | 06-17 19:00 =>
9am monday, 10am tuesday, 11am wednesday shadowing => ask 06-21 09:00 | 06-22 10:00 | 06-23 11:00 =>
every monday at 9am and every wednesday at 10am lab => ask 06-21 09:00 | 06-23 10:00 =>
every monday 9am and wednesday 10am lab => ask 06-21 09:00 | 06-23 10:00 =>
july 5 or 6 at 9am call => ask 07-05 09:00 | 07-06 09:00 =>
5 or 6 july at 9am call => ask 07-05 09:00 | 07-06 09:00 =>
sunday 21st 4 pm call => ask 06-20 16:00 | 06-21 16:00 | 11-21 16:00 =>
friday 9am haircut and monday 10am bank => ask 06-18 09:00 | 06-21 10:00 =>
ring Ana on friday at 5pm and Ben on monday at 11am => ask 06-18 17:00 | 06-21 11:00 =>
ring the dean at quarter 2 nine tomorrow => ask 06-17 08:45 | 06-17 20:45 =>
10pm tonight and 7am tomorrow take the pill => ask 06-16 22:00 | 06-17 07:00 => take the pill
tomorrow 9am haircut and 4pm gym => ask 06-17 09:00 | 06-17 16:00 =>
wknd ring mum => ask 06-19 09:00 | 06-20 09:00 => ring mum
sat+sun 9am read => ask 06-19 09:00 | 06-20 09:00 => read
the form is due july 10; remind me 2 weeks before and 2 days before => ask 06-26 09:00 | 07-08 09:00 =>
"""

SERIES = """
every month last friday 5pm hours => series 06-25 17:00, 07-30 17:00 => hours
every quarter on the 1st 9am hours => series 07-01 09:00, 10-01 09:00 => hours
twice daily 8am 8pm drops => series 06-16 20:00, 06-17 08:00 => drops
thrice a day 8am 2pm 8pm drops => series 06-16 14:00, 06-16 20:00, 06-17 08:00 => drops
every morning and evening drops => series 06-16 19:00, 06-17 09:00 => drops
every morning at 7 and every evening at 9, walk the dog => series 06-16 21:00, 06-17 07:00 => walk the dog
every morning at 7 and evening at 9, walk the dog => series 06-16 21:00, 06-17 07:00 => walk the dog
every day at 7 in the morning and 9 in the evening drops => series 06-16 21:00, 06-17 07:00 => drops
for the next 3 days at 10 pm take 1 tablet => series 06-16 22:00, 06-17 22:00, 06-18 22:00 => take 1 tablet
next 2 weeks at 8am revise => series 06-17 08:00, 06-18 08:00 => revise
my exam is on july 10, remind me every day starting 5 days before => series 07-05 09:00, 07-06 09:00 => my exam
every year on the last day of march back up the photos => series 2028-03-31 09:00, 2029-03-31 09:00 => back up the photos
all mondays at 5pm ring the bank => series 06-21 17:00, 06-28 17:00 => ring the bank
every day next week at 5pm call Ana => series 06-21 17:00, 06-22 17:00 => call Ana
every monday in july at 5pm call Ana => series 07-05 17:00, 07-12 17:00 => call Ana
on the last working day of each month submit the log => series 06-30 09:00, 07-30 09:00 => submit the log
every day from 3 to 5 july at 9am call Ana => series 07-03 09:00, 07-04 09:00, 07-05 09:00 => call Ana
take pills every 8 hours starting at 6am => series 06-17 06:00, 06-17 14:00 => take pills
every day at 9pm stretch => series 06-16 21:00, 06-17 21:00 => stretch
everyday at 9pm stretch => series 06-16 21:00, 06-17 21:00 => stretch
daily at 8am stretch => series 06-17 08:00, 06-18 08:00 => stretch
stretch every single day at 8am => series 06-17 08:00, 06-18 08:00 => stretch
stretch every day => series 06-17 09:00, 06-18 09:00 => stretch
evry day at 8 am stretch => series 06-17 08:00, 06-18 08:00 => stretch
every morning stretch => series 06-17 09:00, 06-18 09:00 => stretch
every morning at 7 stretch => series 06-17 07:00, 06-18 07:00 => stretch
every evening stretch => series 06-16 19:00, 06-17 19:00 => stretch
every night at 10 stretch => series 06-16 22:00, 06-17 22:00 => stretch
each afternoon stretch => series 06-16 15:00, 06-17 15:00 => stretch
every day at noon stretch => series 06-16 12:00, 06-17 12:00 => stretch
every weekday at 6pm stretch => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-21 18:00 => stretch
weekdays at 6pm stretch => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-21 18:00 => stretch
every working day at 6pm stretch => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-21 18:00 => stretch
monday to friday at 6pm stretch => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-21 18:00 => stretch
mon-fri at 6pm stretch => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-21 18:00 => stretch
every day from monday to friday at 6pm stretch => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-21 18:00 => stretch
every weekend at 10am stretch => series 06-19 10:00, 06-20 10:00, 06-26 10:00 => stretch
every monday at 7pm do 40 questions => series 06-21 19:00, 06-28 19:00 => do 40 questions
remind me every Monday at 7pm to do 40 questions => series 06-21 19:00, 06-28 19:00 => do 40 questions
do 40 questions every monday => series 06-21 09:00, 06-28 09:00 => do 40 questions
every monday evening do 40 questions => series 06-21 19:00, 06-28 19:00 => do 40 questions
on mondays at 7pm do 40 questions => series 06-21 19:00, 06-28 19:00 => do 40 questions
mondays and thursdays at 19:00 do 40 questions => series 06-17 19:00, 06-21 19:00, 06-24 19:00 => do 40 questions
every monday and thursday at 7pm do 40 questions => series 06-17 19:00, 06-21 19:00, 06-24 19:00 => do 40 questions
every mon and thu at 7pm do 40 questions => series 06-17 19:00, 06-21 19:00, 06-24 19:00 => do 40 questions
every mon, wed & fri at 7pm do 40 questions => series 06-16 19:00, 06-18 19:00, 06-21 19:00 => do 40 questions
every mon/wed/fri at 7pm do 40 questions => series 06-16 19:00, 06-18 19:00, 06-21 19:00 => do 40 questions
every monday, wednesday and friday at 7 pm do 40 questions => series 06-16 19:00, 06-18 19:00, 06-21 19:00 => do 40 questions
every monday and every thursday at 7pm do 40 questions => series 06-17 19:00, 06-21 19:00, 06-24 19:00 => do 40 questions
every wednesday at 9am do 40 questions => series 06-23 09:00, 06-30 09:00 => do 40 questions
every teusday at 7pm do 40 questions => series 06-22 19:00, 06-29 19:00 => do 40 questions
every week on friday at 7pm do 40 questions => series 06-18 19:00, 06-25 19:00 => do 40 questions
weekly on friday at 7pm do 40 questions => series 06-18 19:00, 06-25 19:00 => do 40 questions
once a week on friday at 7pm do 40 questions => series 06-18 19:00, 06-25 19:00 => do 40 questions
every week at 7pm do 40 questions => series 06-16 19:00, 06-23 19:00 => do 40 questions
every other tuesday at 5pm call Ana => series 06-22 17:00, 07-06 17:00 => call Ana
every second tuesday at 5pm call Ana => series 06-22 17:00, 07-06 17:00 => call Ana
every two weeks on tuesday at 5pm call Ana => series 06-22 17:00, 07-06 17:00 => call Ana
tuesday at 5pm every two weeks call Ana => series 06-22 17:00, 07-06 17:00 => call Ana
every 2 weeks at 5pm call Ana => series 06-16 17:00, 06-30 17:00 => call Ana
every other week on tuesday at 5pm call Ana => series 06-22 17:00, 07-06 17:00 => call Ana
every fortnight at 5pm call Ana => series 06-16 17:00, 06-30 17:00 => call Ana
every other day at 5pm call Ana => series 06-16 17:00, 06-18 17:00 => call Ana
every 3 days at 9am call Ana => series 06-17 09:00, 06-20 09:00 => call Ana
every third day at 9am call Ana => series 06-17 09:00, 06-20 09:00 => call Ana
every 10 days call Ana => series 06-17 09:00, 06-27 09:00 => call Ana
every month on the 15th pay rent => series 07-15 09:00, 08-15 09:00 => pay rent
every month on the 15th at 6pm pay rent => series 07-15 18:00, 08-15 18:00 => pay rent
on the 15th of every month pay rent => series 07-15 09:00, 08-15 09:00 => pay rent
monthly on the 15th pay rent => series 07-15 09:00, 08-15 09:00 => pay rent
the 15th of each month at 6pm pay rent => series 07-15 18:00, 08-15 18:00 => pay rent
every 15th of the month pay rent => series 07-15 09:00, 08-15 09:00 => pay rent
every 15th pay rent => series 07-15 09:00, 08-15 09:00 => pay rent
every first of the month pay rent => series 07-01 09:00, 08-01 09:00 => pay rent
on the first of every month pay rent => series 07-01 09:00, 08-01 09:00 => pay rent
every month on the first pay rent => series 07-01 09:00, 08-01 09:00 => pay rent
every last day of the month at 8pm pay rent => series 06-30 20:00, 07-31 20:00 => pay rent
the last day of every month at 8pm pay rent => series 06-30 20:00, 07-31 20:00 => pay rent
every month on the last day at 8pm pay rent => series 06-30 20:00, 07-31 20:00 => pay rent
at the end of each month pay rent => series 06-30 09:00, 07-31 09:00 => pay rent
every month on the 31st at 8pm pay rent => series 06-30 20:00, 07-31 20:00, 08-31 20:00 => pay rent
every month on the 30th at 8pm pay rent => series 06-30 20:00, 07-30 20:00 => pay rent
every 2 months on the 1st pay rent => series 07-01 09:00, 09-01 09:00 => pay rent
every 3 months pay rent => series 06-17 09:00, 09-17 09:00 => pay rent
quarterly pay rent => series 06-17 09:00, 09-17 09:00 => pay rent
on the 1st and 15th of every month pay rent => series 07-01 09:00, 07-15 09:00, 08-01 09:00 => pay rent
first monday of the month at 9am pay rent => series 07-05 09:00, 08-02 09:00 => pay rent
on the first monday of each month at 9am pay rent => series 07-05 09:00, 08-02 09:00 => pay rent
every first monday of the month at 9am pay rent => series 07-05 09:00, 08-02 09:00 => pay rent
every month on the first monday at 9am pay rent => series 07-05 09:00, 08-02 09:00 => pay rent
last friday of each month at 4pm pay rent => series 06-25 16:00, 07-30 16:00 => pay rent
every second tuesday of the month at 4pm pay rent => series 07-13 16:00, 08-10 16:00 => pay rent
every year on june 20 renew => series 06-20 09:00, 2028-06-20 09:00 => renew
every june 20 at noon renew => series 06-20 12:00, 2028-06-20 12:00 => renew
on 20 june every year renew => series 06-20 09:00, 2028-06-20 09:00 => renew
annually on june 20th renew => series 06-20 09:00, 2028-06-20 09:00 => renew
yearly on february 29 renew => series 2028-02-29 09:00, 2029-02-28 09:00 => renew
every friday at 6pm until july 3 revise => series 06-18 18:00, 06-25 18:00, 07-02 18:00 => revise
every friday at 6pm until 2 july 2027 revise => series 06-18 18:00, 06-25 18:00, 07-02 18:00 => revise
every day at 6pm till friday revise => series 06-16 18:00, 06-17 18:00, 06-18 18:00 => revise
every friday at 6pm until the end of june revise => series 06-18 18:00, 06-25 18:00 => revise
every day at 6pm for 3 days revise => series 06-16 18:00, 06-17 18:00, 06-18 18:00 => revise
every friday at 6pm for 3 weeks revise => series 06-18 18:00, 06-25 18:00, 07-02 18:00 => revise
every friday at 6pm for the next 3 weeks revise => series 06-18 18:00, 06-25 18:00, 07-02 18:00 => revise
every friday at 6pm 3 times revise => series 06-18 18:00, 06-25 18:00, 07-02 18:00 => revise
every friday at 6pm for a month revise => series 06-18 18:00, 06-25 18:00, 07-02 18:00, 07-09 18:00, 07-16 18:00 => revise
every 2 days at 6pm starting friday revise => series 06-18 18:00, 06-20 18:00 => revise
every 2 weeks starting july 5 at 6pm revise => series 07-05 18:00, 07-19 18:00 => revise
every day at 6pm from july 1 until july 3 revise => series 07-01 18:00, 07-02 18:00, 07-03 18:00 => revise
starting tomorrow every day at 6pm revise => series 06-17 18:00, 06-18 18:00 => revise
every day except sunday at 6pm revise => series 06-16 18:00, 06-17 18:00, 06-18 18:00, 06-19 18:00, 06-21 18:00 => revise
twice a day at 8am and 8pm take the pill => series 06-16 20:00, 06-17 08:00, 06-17 20:00 => take the pill
every day at 8am and 8pm take the pill => series 06-16 20:00, 06-17 08:00, 06-17 20:00 => take the pill
every 2 hours drink water => series 06-16 12:20, 06-16 14:20 => drink water
at 7pm do 40 questions every monday => series 06-21 19:00, 06-28 19:00 => do 40 questions
every day at 8pm study for the exam on july 8 => series 06-16 20:00, 06-17 20:00 => study for the exam on july 8
every day at half past six in the morning run => series 06-17 06:30, 06-18 06:30 => run
tuesdays 5pm group study => series 06-22 17:00, 06-29 17:00 => group study
mwf 7am anki => series 06-18 07:00, 06-21 07:00, 06-23 07:00 => anki
m/w/f 6:30am swim => series 06-18 06:30, 06-21 06:30, 06-23 06:30 =>
july 1-10 every day do 40 qs => series 07-01 09:00, 07-02 09:00 => do 40 qs
every 4 hours until 6pm use the inhaler => series 06-16 14:20 => use the inhaler
every 2 hours from 8am to 6pm drink water => series 06-16 12:00, 06-16 14:00, 06-16 16:00, 06-16 18:00, 06-17 08:00 =>
every hour until 5pm stretch => series 06-16 11:20, 06-16 12:20 =>
every hour 9 to 5 look up => series 06-16 11:00, 06-16 12:00 =>
every hour between 9am and 5pm look up => series 06-16 11:00, 06-16 12:00 =>
every month 3rd of month rent => series 07-03 09:00, 08-03 09:00 =>
on alternate days 6am jog => series 06-17 06:00, 06-19 06:00 =>
thrice weekly mon tue thu 8pm qbank => series 06-17 20:00, 06-21 20:00, 06-22 20:00 =>
remind me the whole week of july 5 every day at 8am => series 07-05 08:00, 07-06 08:00 =>
study 7am to 9am and 7pm to 9pm daily => series 06-16 19:00, 06-17 07:00 =>
every monday at 7pm and every friday at 7pm do block => series 06-18 19:00, 06-21 19:00 =>
every alt tues 630pm club => series 06-22 18:30, 07-06 18:30 => club
wkly check of the inbox fridays 8am => series 06-18 08:00, 06-25 08:00 => check of the inbox
sunday evenings 6pm ring mum => series 06-20 18:00, 06-27 18:00 => ring mum
weekend mornings 10am read => series 06-19 10:00, 06-20 10:00, 06-26 10:00 => read
every 15th & 30th pay rent => series 06-30 09:00, 07-15 09:00, 07-30 09:00 => pay rent
every 2 hours between 8 and 18 drink water => series 06-16 12:00, 06-16 14:00 => drink water
semi-monthly on the 1st and 15th file notes => series 07-01 09:00, 07-15 09:00 => file notes
every month end 6pm send the bill => series 06-30 18:00, 07-31 18:00 => send the bill
twice daily 7am n 9pm take drops => series 06-16 21:00, 06-17 07:00 => take drops
learn 5 words per day at 8pm => series 06-16 20:00, 06-17 20:00 => learn 5 words
"""

NONE = """
good friday visit the church => none =>
10 march last year ring the bank => none =>
study until 6pm => none =>
how many nights does a resident work => none => how many nights does a resident work
third March in a row without a match => none => third March in a row without a match
call 1-800-555-1234 => none => call 1-800-555-1234
remind me to call Ana => none => call Ana
do 40 questions => none => do 40 questions
take bus 17 => none => take bus 17
register for QE1 => none => register for QE1
hello => none =>
what can you do => none => what can you do
send 6 certified copies => none => send 6 certified copies
apply at 3 clinics => none => apply at 3 clinics
read chapter 12 of block 3 => none => read chapter 12 of block 3
revise for 2 hours => none => revise for 2 hours
I may need help => none => I may need help
march with the residents => none => march with the residents
match day is stressful => none => match day is stressful
read the 3rd chapter => none => read the 3rd chapter
30 february pay rent => none => pay rent
on february 30 at 9am pay rent => none => pay rent
on 31 june 2028 pay rent => none => pay rent
2027-02-30 pay rent => none => pay rent
29 february 2027 pay rent => none => pay rent
every month on the 32nd pay rent => none => pay rent
yesterday at 9am pay rent => none => pay rent
on 5 june 2027 pay rent => none => pay rent
2020-01-01 pay rent => none => pay rent
2 days ago pay rent => none => pay rent
today at 9am pay rent => none => pay rent
tomorrow at 25:00 pay rent => none => pay rent
tomorrow at 7:75 pay rent => none => pay rent
3 days before june 17 pay rent => none => pay rent
twice a week call Ana => none => call Ana
the sun is bright => none => the sun is bright
he sat the exam => none => he sat the exam
is it possible to apply in july for the december exam? => none =>
when does registration open for october 2027 => none =>
what should i do on 5 july => none =>
the call went well on friday => none =>
our plane landed at 5am => none =>
we have been waiting since 8am => none =>
in pain since monday => none =>
every monday except june 21 at 6pm revise => none =>
don't remind me tomorrow => none =>
move my 6pm reminder to 8pm => none =>
i work from 9am to 5pm => none =>
the clinic is closed on monday => none =>
semi-monthly pay rent => none =>
she graduated in may => none =>
anything planned this week? => none =>
rounds usually start at 7am => none =>
we could have left at 4pm => none =>
nothing on monday => none =>
happy monday => none =>
"""
