import type { PageWords } from './page-words.js';

/** The pages in Spanish. */
export const es: PageWords = {
  lang: 'es',
  survey: {
    title: '¿Qué tal lo hemos hecho?',
    asks: '{brand} quiere saberlo sobre su caso {reference}.',
    asksUnnamed: 'Queremos saber qué tal lo hemos hecho.',
    ease: 'Se tarda menos de un minuto. Responda lo que responda, nada de lo que le debemos depende de ello.',
    score: '¿Hasta qué punto lo hemos arreglado, de 1 a 5?',
    worst: 'nada',
    best: 'por completo',
    heard: '¿Ha sentido que le escuchábamos?',
    repeated: '¿Ha tenido que repetir lo mismo?',
    yes: 'Sí',
    no: 'No',
    comment: '¿Quiere añadir algo?',
    commentHint: 'Hasta 2000 caracteres. Solo hace falta la puntuación.',
    send: 'Enviar mi respuesta',
    unreadable:
      'No hemos podido leer esa respuesta. Elija una puntuación de 1 a 5; un comentario puede tener hasta 2000 caracteres. Si vuelve atrás en su navegador, su texto sigue ahí.',
    notFromForm: {
      title: 'Esta respuesta no vino de nuestro formulario',
      text: 'No se ha guardado. Abra en su navegador el enlace de nuestro mensaje y envíe su respuesta desde la página que aparece.',
    },
    thanks: { title: 'Gracias', text: 'Nos ha llegado su respuesta. Puede cerrar esta página.' },
    failed: {
      title: 'Inténtelo de nuevo dentro de un momento',
      text: 'Ahora mismo no hemos podido mostrar esta página. Si estaba enviando una respuesta, no se ha guardado: vuelva atrás y envíela otra vez.',
    },
    closed: {
      unknown: {
        title: 'Este enlace no está completo',
        text: 'No lleva a ninguna de nuestras encuestas. Ábralo de nuevo desde nuestro mensaje, o responda a ese mensaje: lo lee una persona.',
      },
      expired: {
        title: 'Esta encuesta ha terminado',
        text: 'El plazo para responder ya ha pasado. Si todavía hay algo que no está bien, responda a nuestro mensaje: lo lee una persona.',
      },
      superseded: {
        title: 'Hay una encuesta más reciente',
        text: 'Desde entonces le hemos vuelto a preguntar. Use el enlace de nuestro último mensaje.',
      },
      used: {
        title: 'Ya tenemos su respuesta',
        text: 'Este enlace servía para una respuesta, y ya nos ha llegado. Si quiere añadir algo, responda a nuestro mensaje.',
      },
    },
  },
  links: {
    about: '{brand}, su caso {reference}.',
    call: {
      title: '¿Quiere que le llamemos?',
      text: 'Pulse el botón y le llamará una persona; le escribiremos para decirle hasta cuándo. Si aún no tenemos su número, díganoslo en una respuesta a nuestro mensaje.',
      button: 'Sí, llámenme',
      doneTitle: 'Le llamaremos',
      done: 'Hemos pedido a una persona que le llame, y le escribiremos para decirle hasta cuándo. Si aún no tenemos su número, díganoslo en una respuesta a nuestro mensaje.',
    },
    yes: {
      title: '¿Queda resuelto para usted?',
      text: 'Pulse el botón si lo que hemos hecho lo ha arreglado para usted.',
      button: 'Sí, queda resuelto',
      doneTitle: 'Gracias',
      done: 'Nos ha llegado su respuesta.',
    },
    no: {
      title: '¿Aún no queda resuelto?',
      text: 'Pulse el botón si todavía hay algo que no está bien. Se ocupará una persona; no tiene que explicar lo que ya se sabe.',
      button: 'No, aún no queda resuelto',
      doneTitle: 'Volvemos a ocuparnos de ello',
      done: 'Gracias por decírnoslo. Se ocupará una persona, y tendrá noticias nuestras.',
    },
    thatIsAll: 'Puede cerrar esta página.',
    doneBefore: 'Esto ya lo tenemos',
    stillNoCall:
      'Hemos recibido su deseo de que le llamemos. Si nadie le ha llamado a la hora que le escribimos, responda a nuestro mensaje con su número: lo lee una persona.',
    toAdd: 'Si quiere añadir algo, responda a nuestro mensaje.',
    yesAfterNo: {
      title: 'Tenemos sus dos respuestas',
      text: 'Antes nos dijo que no quedaba resuelto, así que hay personas que vuelven a ocuparse de ello. Si al final queda resuelto, responda a nuestro mensaje y díganoslo: lo lee una persona.',
    },
    unknown: {
      title: 'Este enlace no está completo',
      text: 'No lleva a ninguno de nuestros mensajes. Ábralo de nuevo desde nuestro mensaje, o responda a ese mensaje: lo lee una persona.',
    },
    failed: {
      title: 'Inténtelo de nuevo dentro de un momento',
      text: 'Ahora mismo no hemos podido mostrar esta página. Si ha pulsado el botón, no se ha guardado: vuelva atrás y púlselo otra vez.',
    },
  },
  unsubscribe: {
    ask: {
      title: '¿No quiere que le preguntemos más?',
      text: 'Cuando algo ha ido mal, preguntamos después cómo ha quedado. Si no quiere que le preguntemos, dígalo aquí. De lo que quede por arreglar tendrá noticias de todos modos.',
      button: 'No me pregunten más',
    },
    done: {
      title: 'No le preguntaremos más',
      text: 'No recibirá más encuestas nuestras. Lo que aún le debemos no cambia: de eso tendrá noticias. Puede cerrar esta página.',
    },
    unknown: {
      title: 'Este enlace no está completo',
      text: 'No se ha cambiado nada. Ábralo de nuevo desde nuestro mensaje, o responda a ese mensaje: lo lee una persona.',
    },
    failed: {
      title: 'Inténtelo de nuevo dentro de un momento',
      text: 'Ahora mismo no hemos podido hacerlo, y no se ha cambiado nada. Vuelva atrás e inténtelo otra vez, o responda a nuestro mensaje: lo lee una persona.',
    },
  },
};
