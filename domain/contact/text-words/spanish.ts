import { type TextWords, words } from './text-words.js';

const texts = '(?:sms|mensajes?|mensajitos|textos?|mensajes de texto|avisos|notificaciones)';
const more = '(?:mas |ningun |ninguno |estos |esos |sus |otros )*';

/** What else is to be stopped. */
const others =
  '(?:envios?|pedidos?|repartidor|mensajero|transportista|paquetes?|entregas?|pagos?|cobros?|contrato|reparto|tecnico|reembolso|suscripcion|facturas?)';

/** What people text in Spanish, with accents and without. */
export const spanish: TextWords = {
  polite: [
    ...[
      'por favor',
      'porfavor',
      'porfa',
      'gracias',
      'muchas gracias',
      'hola',
      'buenos dias',
      'buenas tardes',
      'buenas',
    ],
    ...['ya', 'ahora', 'ahora mismo', 'inmediatamente', 'saludos', 'un saludo', 'solo', 'mejor', 'simplemente'],
  ],
  ends: [
    ...[
      'baja',
      'darme de baja',
      'dar de baja',
      'denme de baja',
      'deme de baja',
      'dame de baja',
      'dadme de baja',
      'alto',
    ],
    ...[
      'quiero darme de baja',
      'quiero la baja',
      'quiero dar de baja este numero',
      'me doy de baja',
      'baja sms',
      'parar',
    ],
    ...[
      'paren',
      'pare',
      'cancelar',
      'anular',
      'desuscribir',
      'desuscribirme',
      'no mas',
      'nunca mas',
      'salir',
      'detener',
    ],
    ...[
      'no sms',
      'no mensajes',
      'no molestar',
      'no molesten',
      'no me molesten',
      'dejenme en paz',
      'dejeme en paz',
      'dejadme en paz',
    ],
  ],
  mayEnd: [
    ...[
      'basta',
      'basta ya',
      'es suficiente',
      'suficiente',
      'ya esta bien',
      'numero equivocado',
      'se equivoca de numero',
    ],
    ...['se han equivocado de numero', 'para', 'para ya', 'paren ya', 'paren esto', 'vayanse', 'solo por correo'],
    ...['solo correo', 'solo por email', 'por sms no'],
  ],
  ending: words(
    `no (?:me |nos )?(?:envie|envies|envien|envieis|mande|mandes|manden|mandeis|escriba|escribas|escriban|escribais)(?: nunca)? ${more}${texts}`,
    'no (?:me|nos) (?:envie|envies|envien|envieis|mande|mandes|manden|mandeis)(?: nada| nunca)?(?: mas)$',
    'no (?:me|nos) (?:escriba|escribas|escriban|escribais|contacte|contactes|contacten|moleste|molestes|molesten|molesteis)',
    `(?:deje|dejen|deja|dejad|dejar|paren|pare|parad|parar|basta)(?: ya)? de (?:enviarme|mandarme|enviar|mandar|enviarnos|mandarnos) ${more}${texts}`,
    '(?:deje|dejen|deja|dejad|dejar|paren|pare|parad|parar|basta)(?: ya)? de (?:escribirme|molestarme|contactarme|escribirnos|molestar|escribir|molestarnos)',
    `no (?:quiero|deseo|necesito)(?: recibir| que me envien| que me manden)? ${more}${texts}`,
    'no (?:quiero|deseo) que me (?:escriban|contacten|molesten)',
    `(?:(?:no|ni|nunca|basta de) mas|basta de|cancelen|cancelar|paren|anulen|detengan)(?: mas| los| estos| sus| de)* ${texts}`,
    '(?:borre|borren|elimine|eliminen|quite|quiten|saquen|saque|borrad)(?:me)? (?:mi|este|de) (?:numero|telefono|movil|la lista|su lista|lista)',
    '(?:retiro|revoco) (?:mi|el) (?:consentimiento|permiso|autorizacion)',
    '(?:baja|darme de baja|denme de baja|deme de baja|dar de baja) (?:de|en) (?:los |las |estos |sus |la )?(?:sms|mensajes|lista|avisos|notificaciones)',
    '(?:dejenme|dejeme|dejadme|dejame) (?:en paz|tranquilo|tranquila)',
  ),
  mayBeEnding: words(
    '(?:numero|persona) (?:equivocado|equivocada|incorrecto)',
    'por favor (?:paren|pare|parad|alto|basta|stop)',
    '(?:puede|pueden|podria|podrian|podeis|puedes|podrias)(?: por favor| ya)* (?:parar|detenerse|dejarlo|dejar esto)',
    'quiero que (?:esto |ya )?(?:paren|pare|termine)',
    'solo (?:por|via|con) (?:correo|email|e mail)',
    'en (?:vez|lugar) de (?:sms|mensajes)',
    'mejor por (?:correo|email)',
    'denme de baja',
    'quiero darme de baja$',
  ),
  notEnding: words(
    '(?:raro|extrano|normal|posible|imposible|lastima|verguenza) que no',
    'no (?:deje|dejen|dejes|pare|paren|pares|cancelen)',
    'no (?:me |nos )?(?:han|ha|habeis|he|hemos|recibo|recibi|recibimos|llegan|llegaron|llego|tengo|hay|veo)',
    '(?:por que|porque|cuando) (?:ha |han |me |dejaron|dejo)',
    '(?:no|sin) (?:mas )?(?:mensajes?|sms|avisos) (?:del|de la|desde|suyos|de ustedes|hasta)',
    '(?:repartidor|mensajero|transportista|vecino|el|ella) no',
  ),
  stopsOther: words(
    `(?:stop|paren|pare|parad|parar|alto|detengan|detener)(?: a| al| con| de| el| la| los| las| mi| mis| este| esta)* ${others}`,
    'stop (?:de )?(?:llamadas|llamarme)',
  ),
  begins: [
    'alta',
    'darme de alta',
    'denme de alta',
    'quiero darme de alta',
    'empezar',
    'iniciar',
    'reanudar',
    'comenzar',
  ],
  beginning: words(
    '^(?:pueden|puede|podeis) (?:volver a )?(?:escribirme|enviarme sms|mandarme sms|enviarme mensajes)(?: de nuevo| otra vez)?$',
    '^quiero (?:volver a )?recibir (?:sms|mensajes|los mensajes)(?: de nuevo| otra vez)?$',
  ),
  helps: ['ayuda', 'informacion'],
  calls: [
    ...['llamar', 'llamada', 'llama', 'llame', 'llamen', 'una llamada', 'llamenme', 'llameme', 'llamame', 'llamadme'],
    ...['persona', 'una persona', 'humano', 'un humano'],
  ],
  calling: words(
    '(?:llamame|llameme|llamenme|llamadme|llamarme|telefoneame|llamennos|llamenos)',
    '(?:me|nos) (?:puede|pueden|podria|podrian|podeis|puedes) llamar',
    '(?:quiero|prefiero|necesito|solicito|espero|pido|deseo) (?:que me llamen|que me llame|una llamada|hablar)',
    'hablar (?:con|por telefono)',
    '(?:devuelvame|devuelvanme|devolver|devuelvan) la llamada',
    '^(?:me )?(?:llamen|llame|llama) (?:al|a mi|a este|por|manana|hoy)',
  ),
  notCalling: words(
    'no (?:me |nos )?(?:llame|llamen|llames|llameis|quiero (?:que me llamen|que me llame|llamadas|una llamada|hablar))',
    'deje?n? de llamar(?:me)?',
    '(?:iba|iban|debia|debian|quedo|quedaron|prometio|prometieron|dijo|dijeron)(?: \\w+){0,4}? (?:llamar|llamarme|llamaria|llamarian)',
    '(?:nadie|no) (?:me )?(?:ha |han )?(?:llamo|llamado|llamaron)',
    '(?:les|os|le) (?:llamo|llamare|llame)',
    'por que no me (?:llaman|llamaron|han llamado)',
  ),
  joints: ['y', 'pero', 'sino', 'entonces'],
};
