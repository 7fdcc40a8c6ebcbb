import { Liquid, type LiquidOptions } from 'liquidjs';

/** A missing word fails the text, unless the template asked with `{% if … %}` first; files are out of reach. */
const strict: LiquidOptions = {
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  ownPropertyOnly: true,
  templates: {},
  // Far above any honest text; a template that loops over loops ends here instead of in the worker's memory. There is no
  // limit of time: a process that was frozen in the middle of a text would break on that.
  parseLimit: 100_000,
  memoryLimit: 200_000,
};

/** One way of rendering for each kind of output. */
export interface Engines {
  /** For subjects, mail texts and SMS: what was written arrives as it was written. */
  readonly plain: Liquid;
  /** For HTML: every output is escaped. */
  readonly html: Liquid;
}

/** Makes the engines; they hold no state between renderings. */
export function createEngines(): Engines {
  return { plain: new Liquid(strict), html: new Liquid({ ...strict, outputEscape: 'escape' }) };
}
