import { Liquid, type LiquidOptions } from 'liquidjs';

/** A missing word fails the text, unless the template asked with `{% if … %}` first; files are out of reach. */
const strict: LiquidOptions = {
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  ownPropertyOnly: true,
  templates: {},
  // Far above any honest text; a template that loops over loops ends here instead of in the worker's memory.
  parseLimit: 100_000,
  renderLimit: 1_000,
  memoryLimit: 1_000_000,
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
