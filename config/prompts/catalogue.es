# What callers hear in Spanish. One prompt a line:
#
#     id | the words | recordings
#
# The words are what is spoken, and what is shown where a prompt is read instead of heard.
# Recordings are files of the recorded Spanish voice of Debian, joined; without that package the words are synthesised.
# A recording of your own goes to recorded/es/<id>.wav beside this file and is taken before everything else.
# The files are built by `bin/ringfence prompts`, which `up` does by itself when anything here has changed.

# Greeting and questions
welcome | Gracias por llamar a la línea de inscripción.
welcome-back | Bienvenido de nuevo. Hemos guardado su lugar en la fila.
language-choice | Para español, oprima el dos.
purpose-menu | Para inscribirse, oprima el uno. Para preguntas sobre un plan o una factura, oprima el dos. Para cualquier otro asunto, oprima el cero o espere en la línea.
county-choice | Si vive en el condado de Benton, Crow Wing, Mille Lacs, Morrison o Stearns, oprima el cinco.
not-understood | Disculpe, esa no es una de las opciones.
one-moment | Por favor, no cuelgue. Una persona atenderá su llamada.
interpreter-joins | Un intérprete se une a la llamada. Por favor, espere un momento.
spoofed-number | Otras personas han usado mal este número. Si alguien le llamó desde él, no fuimos nosotros. No le dé datos ni dinero. Si desea inscribirse, no cuelgue.
emergency | Tenemos un problema y es posible que no podamos atenderle de inmediato. Puede esperar en la línea.

# The place in line: your-number, a number, in-line
your-number | Usted es el número
in-line | en la fila.
next-in-line | Usted es el siguiente en la fila.
thanks-for-waiting | Gracias por esperar.

# A place that is kept when the call is lost; if-cut-off is followed by four digits
if-cut-off | Si se corta la llamada, vuelva a llamar pronto y estará de nuevo en su lugar. Es posible que le pidamos este código:
code-question | Si ya estaba en la fila y tiene un código, marque ahora sus cuatro dígitos. Si no, oprima la tecla número.
code-wrong | No encontramos ningún lugar con ese código.

# A callback: callback-number, ten digits, callback-confirm, a digit, callback-other
callback-offer | Podemos llamarle cuando sea su turno y guardar su lugar en la fila. Para eso, oprima 1. O simplemente espere en la línea.
callback-number | Le llamaremos al
callback-confirm | Si es correcto, oprima
callback-other | Para otro número, oprima asterisco.
callback-which | Por favor marque los diez dígitos del número al que debemos llamar, primero el código de área.
callback-agreed | Muy bien. Le llamaremos cuando sea su turno. Su lugar en la fila queda guardado. Adiós.
callback-refused | No podemos llamar a ese número.
callback-taken | No podemos llamar a ese número. Ya espera una llamada o nos pidió que no llamemos.
callback-not-now | Ahora no podemos devolverle la llamada. Por favor espere en la línea.
callback-greeting | Hola. Esta es la línea de inscripción y es su turno.
callback-keys | Para hablar ahora con una persona, oprima 1. Si ya no nos necesita, oprima 3. Si no debemos llamar nunca más a este número, oprima 9.
callback-cancelled | Gracias por avisarnos. No le llamaremos. Adiós.
callback-never | No volveremos a llamar a este número. Adiós.

# The wait: wait-between, a number, wait-and, a number, minutes; or wait-less-than or wait-more-than, a number, minutes
wait-between | Calculamos que esperará entre
wait-and | y | digits/and
wait-less-than | Calculamos que esperará menos de
wait-more-than | Calculamos que esperará más de
minutes | minutos. | queue-minutes
wait-under-minute | Calculamos que esperará menos de un minuto.
wait-unknown | Todavía no podemos decirle cuánto tendrá que esperar.
wait-longer | Lo sentimos, el tiempo de espera ha aumentado.

# Said once, after the first announcement in line
hear-again | Para oír esto otra vez, oprima asterisco.

# The challenge: challenge or challenge-again, a digit, a digit. Then on, or anybody-there, or one of the two ends.
challenge | Para hablar con una persona, por favor oprima
challenge-again | Intentemos una vez más. Por favor oprima
anybody-there | ¿Hay alguien ahí? Por favor, diga algo u oprima cualquier tecla.
let-go | No pudimos oír a nadie. Si necesita ayuda para que le oigamos, hay servicios de retransmisión en el 7 1 1. Adiós.
turned-away | No podemos atender esta llamada ahora. Si necesita ayuda, llame de nuevo, o marque el 7 1 1 para los servicios de retransmisión. Adiós.

# The end
back-in-line | Lo sentimos, se perdió la conexión. Usted está de nuevo en el mismo lugar de la fila.
closed | Ahora está cerrado. Por favor, llame de nuevo en nuestro horario de atención.
line-full | Ya hay demasiadas personas en espera. Por favor, llame más tarde.
closed-holiday | Hoy está cerrado. Por favor, llame de nuevo otro día.
goodbye | Gracias por llamar. Adiós.

# Times and days: at-the, n-8, half-past, in-the-morning; from-the, n-8, in-the-morning, at-the, n-5, in-the-afternoon;
# weekday-1, n-30, month-11. One o'clock is at-one; five past eight is at-the, n-8, wait-and, n-5.
today | hoy | digits/today
tomorrow | mañana | digits/tomorrow
at-the | a las
at-one | a la una
from-the | de las
from-one | de la una
noon | del mediodía
half-past | y media
quarter-past | y cuarto
in-the-small-hours | de la madrugada
in-the-morning | de la mañana
in-the-afternoon | de la tarde
at-night | de la noche
nth-1 | primero
weekday-1 | el lunes | digits/es-el digits/day-1
weekday-2 | el martes | digits/es-el digits/day-2
weekday-3 | el miércoles | digits/es-el digits/day-3
weekday-4 | el jueves | digits/es-el digits/day-4
weekday-5 | el viernes | digits/es-el digits/day-5
weekday-6 | el sábado | digits/es-el digits/day-6
weekday-7 | el domingo | digits/es-el digits/day-0
month-1 | de enero | digits/es-de digits/mon-0
month-2 | de febrero | digits/es-de digits/mon-1
month-3 | de marzo | digits/es-de digits/mon-2
month-4 | de abril | digits/es-de digits/mon-3
month-5 | de mayo | digits/es-de digits/mon-4
month-6 | de junio | digits/es-de digits/mon-5
month-7 | de julio | digits/es-de digits/mon-6
month-8 | de agosto | digits/es-de digits/mon-7
month-9 | de septiembre | digits/es-de digits/mon-8
month-10 | de octubre | digits/es-de digits/mon-9
month-11 | de noviembre | digits/es-de digits/mon-10
month-12 | de diciembre | digits/es-de digits/mon-11

# Numbers: 100 is n-100; 120 is n-100-and, n-20; 2021 is n-2, n-thousand, n-21. Before a masculine noun (21 minutos)
# it is n-21-m.
n-0 | cero | digits/0
n-1 | uno | digits/1
n-1-m | un | digits/1M
n-2 | dos | digits/2
n-3 | tres | digits/3
n-4 | cuatro | digits/4
n-5 | cinco | digits/5
n-6 | seis | digits/6
n-7 | siete | digits/7
n-8 | ocho | digits/8
n-9 | nueve | digits/9
n-10 | diez | digits/10
n-11 | once | digits/11
n-12 | doce | digits/12
n-13 | trece | digits/13
n-14 | catorce | digits/14
n-15 | quince | digits/15
n-16 | dieciséis | digits/16
n-17 | diecisiete | digits/17
n-18 | dieciocho | digits/18
n-19 | diecinueve | digits/19
n-20 | veinte | digits/20
n-21 | veintiuno | digits/21
n-21-m | veintiún
n-22 | veintidós | digits/22
n-23 | veintitrés | digits/23
n-24 | veinticuatro | digits/24
n-25 | veinticinco | digits/25
n-26 | veintiséis | digits/26
n-27 | veintisiete | digits/27
n-28 | veintiocho | digits/28
n-29 | veintinueve | digits/29
n-30 | treinta | digits/30
n-31 | treinta y uno | digits/30 digits/and digits/1
n-31-m | treinta y un | digits/30 digits/and digits/1M
n-32 | treinta y dos | digits/30 digits/and digits/2
n-33 | treinta y tres | digits/30 digits/and digits/3
n-34 | treinta y cuatro | digits/30 digits/and digits/4
n-35 | treinta y cinco | digits/30 digits/and digits/5
n-36 | treinta y seis | digits/30 digits/and digits/6
n-37 | treinta y siete | digits/30 digits/and digits/7
n-38 | treinta y ocho | digits/30 digits/and digits/8
n-39 | treinta y nueve | digits/30 digits/and digits/9
n-40 | cuarenta | digits/40
n-41 | cuarenta y uno | digits/40 digits/and digits/1
n-41-m | cuarenta y un | digits/40 digits/and digits/1M
n-42 | cuarenta y dos | digits/40 digits/and digits/2
n-43 | cuarenta y tres | digits/40 digits/and digits/3
n-44 | cuarenta y cuatro | digits/40 digits/and digits/4
n-45 | cuarenta y cinco | digits/40 digits/and digits/5
n-46 | cuarenta y seis | digits/40 digits/and digits/6
n-47 | cuarenta y siete | digits/40 digits/and digits/7
n-48 | cuarenta y ocho | digits/40 digits/and digits/8
n-49 | cuarenta y nueve | digits/40 digits/and digits/9
n-50 | cincuenta | digits/50
n-51 | cincuenta y uno | digits/50 digits/and digits/1
n-51-m | cincuenta y un | digits/50 digits/and digits/1M
n-52 | cincuenta y dos | digits/50 digits/and digits/2
n-53 | cincuenta y tres | digits/50 digits/and digits/3
n-54 | cincuenta y cuatro | digits/50 digits/and digits/4
n-55 | cincuenta y cinco | digits/50 digits/and digits/5
n-56 | cincuenta y seis | digits/50 digits/and digits/6
n-57 | cincuenta y siete | digits/50 digits/and digits/7
n-58 | cincuenta y ocho | digits/50 digits/and digits/8
n-59 | cincuenta y nueve | digits/50 digits/and digits/9
n-60 | sesenta | digits/60
n-61 | sesenta y uno | digits/60 digits/and digits/1
n-61-m | sesenta y un | digits/60 digits/and digits/1M
n-62 | sesenta y dos | digits/60 digits/and digits/2
n-63 | sesenta y tres | digits/60 digits/and digits/3
n-64 | sesenta y cuatro | digits/60 digits/and digits/4
n-65 | sesenta y cinco | digits/60 digits/and digits/5
n-66 | sesenta y seis | digits/60 digits/and digits/6
n-67 | sesenta y siete | digits/60 digits/and digits/7
n-68 | sesenta y ocho | digits/60 digits/and digits/8
n-69 | sesenta y nueve | digits/60 digits/and digits/9
n-70 | setenta | digits/70
n-71 | setenta y uno | digits/70 digits/and digits/1
n-71-m | setenta y un | digits/70 digits/and digits/1M
n-72 | setenta y dos | digits/70 digits/and digits/2
n-73 | setenta y tres | digits/70 digits/and digits/3
n-74 | setenta y cuatro | digits/70 digits/and digits/4
n-75 | setenta y cinco | digits/70 digits/and digits/5
n-76 | setenta y seis | digits/70 digits/and digits/6
n-77 | setenta y siete | digits/70 digits/and digits/7
n-78 | setenta y ocho | digits/70 digits/and digits/8
n-79 | setenta y nueve | digits/70 digits/and digits/9
n-80 | ochenta | digits/80
n-81 | ochenta y uno | digits/80 digits/and digits/1
n-81-m | ochenta y un | digits/80 digits/and digits/1M
n-82 | ochenta y dos | digits/80 digits/and digits/2
n-83 | ochenta y tres | digits/80 digits/and digits/3
n-84 | ochenta y cuatro | digits/80 digits/and digits/4
n-85 | ochenta y cinco | digits/80 digits/and digits/5
n-86 | ochenta y seis | digits/80 digits/and digits/6
n-87 | ochenta y siete | digits/80 digits/and digits/7
n-88 | ochenta y ocho | digits/80 digits/and digits/8
n-89 | ochenta y nueve | digits/80 digits/and digits/9
n-90 | noventa | digits/90
n-91 | noventa y uno | digits/90 digits/and digits/1
n-91-m | noventa y un | digits/90 digits/and digits/1M
n-92 | noventa y dos | digits/90 digits/and digits/2
n-93 | noventa y tres | digits/90 digits/and digits/3
n-94 | noventa y cuatro | digits/90 digits/and digits/4
n-95 | noventa y cinco | digits/90 digits/and digits/5
n-96 | noventa y seis | digits/90 digits/and digits/6
n-97 | noventa y siete | digits/90 digits/and digits/7
n-98 | noventa y ocho | digits/90 digits/and digits/8
n-99 | noventa y nueve | digits/90 digits/and digits/9
n-100 | cien | digits/hundred
n-100-and | ciento | digits/100-and
n-200 | doscientos | digits/200
n-300 | trescientos | digits/300
n-400 | cuatrocientos | digits/400
n-500 | quinientos | digits/500
n-600 | seiscientos | digits/600
n-700 | setecientos | digits/700
n-800 | ochocientos | digits/800
n-900 | novecientos | digits/900
n-thousand | mil | digits/thousand

# Doors: closed-now, we-open and a time; lines-full, full-callback and a key; after a talk
closed-now | Ahora está cerrado.
we-open | Abrimos
closed-callback | Si desea que le llamemos entonces, oprima 1.
closed-message | Para dejar un mensaje, oprima 2.
message-now | Después de esta frase, por favor diga su nombre, su número y lo que necesita. Cuando termine, oprima la tecla de número o cuelgue.
message-thanks | Gracias. Tenemos su mensaje. Adiós.
message-not-now | Ahora no podemos tomar un mensaje. Por favor, llame de nuevo cuando esté abierto. Adiós.
lines-full | Ahora todas nuestras líneas están ocupadas.
full-callback | Podemos devolverle la llamada. Para eso, oprima
call-again | Por favor, llame de nuevo más tarde. Adiós.
no-callback | Ahora no podemos devolverle la llamada. Por favor, llame de nuevo más tarde. Adiós.
survey-question | ¿Le ayudamos bien? Por favor oprima una tecla, de 1 para nada bien a 5 para muy bien. O simplemente cuelgue.
recording-notice | Su conversación con un agente puede ser grabada. Si no lo desea, por favor dígaselo al agente.
