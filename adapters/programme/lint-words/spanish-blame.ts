/** Those who work for a business, or between it and its customers. */
const somebody =
  '(?:transportistas?|mensajer[oa]s?|repartidor(?:a|es)?|conductor(?:a|es)?|proveedor(?:a|es)?|bancos?|soci[oa]s?|correos|SEUR|DHL|UPS|fabricantes?|almac[eé]n(?:es)?|aduanas?|aerolínea|subcontrat\\p{L}+|pasarela de pago|operador logístico|(?:empresa|compañía|agencia|servicio) de (?:transportes?|reparto|mensajería|paquetería|envíos?|correos|limpieza))(?: de (?:pagos?|envíos?|logística))?';

/** What may stand between such a noun and its verb. */
const then = '(?: (?:ha|han|había|habían|nos|le|les|se|lo|la|los|las|también|que|fue|simplemente|\\p{L}+mente))*';

const trouble = '(?:fallos?|error(?:es)?|averías?|caídas?|incidencias?|problemas?|retrasos?|huelgas?|demoras?)';

const deeds = [
  'perd(?:ió|ieron|ido)',
  'extravi(?:ó|aron|ado)',
  'retras(?:ó|aron|ado)',
  'demor(?:ó|aron|ado)',
  'dañ(?:ó|aron|ado)',
  'romp(?:ió|ieron)',
  'roto',
  'fall(?:ó|aron|ado)',
  'caus(?:ó|aron|ado)',
  'olvid(?:ó|aron|ado)',
  'equivoc(?:ó|aron|ado)',
  'lleg(?:ó|aron|ado) (?:muy )?tarde',
  `(?:tiene|tuvo|tuvieron|tenido|sufr(?:ió|ieron|ido)|comet(?:ió|ieron|ido)) (?:un|una|varios|varias|algún|alguna) (?:\\p{L}+ )?${trouble}`,
  '(?:tiene|tuvo|tenido) la culpa',
  '(?:es|era|sido) (?:el |la )?responsable',
  'responsable',
  'no (?:le |lo |la )?(?:entreg|llev|cumpl|encontr|lleg|envi|recog)\\p{L}+',
].join('|');

const article = '(?:l| el| la| los| las| un| una| nuestr[oa]s?| su| de)?';

/** Somebody else made out to be at fault, in Spanish. */
export const spanishBlame: readonly string[] = [
  'no (?:es|ha sido|fue) culpa nuestra',
  'ajen[oa]s? a (?:nosotros|nuestra voluntad)',
  'fuera de nuestro control',
  'no est(?:á|aba) en nuestra(?:s)? manos?',
  `${somebody}${then} (?:${deeds})`,
  `(?:a causa de|debido a|por culpa de|se (?:debe|debió) a|gracias a)${article} (?:\\p{L}+ ){0,4}${somebody}`,
  `(?:causad|perdid|extraviad|retrasad|demorad|dañad|rot|provocad)[oa]s? por${article} (?:\\p{L}+ )?${somebody}`,
  `por (?:un|una) (?:\\p{L}+ )?${trouble} (?:\\p{L}+ ){0,3}${somebody}`,
  `(?:culpa|${trouble})(?: es| fue)? (?:de|en)${article} (?:\\p{L}+ )?${somebody}`,
  '(?:culpa|error|fallo) suy[oa]',
  'su (?:propi[oa] )?(?:culpa|error|fallo)',
];
