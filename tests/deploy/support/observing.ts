import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** A query as a panel or a rule asks it, and where. */
interface Query {
  readonly where: string;
  readonly expression: string;
}

interface Panel {
  readonly title: string;
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly { readonly expr: string }[];
}

/** A rule that raises an alarm. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The panels of the dashboard that ask something. */
export async function panels(): Promise<readonly Panel[]> {
  const text = await readFile('deploy/grafana/dashboards/amends.json', 'utf8');
  const dashboard = JSON.parse(text) as { readonly panels: readonly Panel[] };
  return dashboard.panels.filter(({ targets }) => targets !== undefined);
}

/** The alert rules. */
export async function alertRules(): Promise<readonly AlertRule[]> {
  const text = await readFile('deploy/prometheus/alerts.yml', 'utf8');
  const { groups } = parse(text) as { readonly groups: readonly { readonly rules: readonly AlertRule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

/** Everything that dashboard and alert rules ask. */
export async function allQueries(): Promise<readonly Query[]> {
  const asked = (await panels()).flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({ where: `panel ${title}`, expression: expr })),
  );
  const watched = (await alertRules()).map(({ alert, expr }) => ({ where: `alert ${alert}`, expression: expr }));
  return [...asked, ...watched];
}

/** The metrics that a query names; those of others than Amends and the Temporal SDK are Prometheus's own. */
export function metricsIn(expression: string): readonly string[] {
  return [...expression.matchAll(/\b(?:amends|temporal)_\w+/g)].map(([name]) => name);
}

/** The names under which the metrics of an exposition can be asked for; a histogram has three. */
export function namesIn(exposition: string): readonly string[] {
  return [...exposition.matchAll(/^# TYPE (\S+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
}

/** A counter of ours that a query asks for, and what it wants one of its labels to be. */
export interface AskedCounter {
  readonly where: string;
  readonly counter: string;
  /** Such as `fact="promise_missed"`; undefined where the query asks for all. */
  readonly label?: string;
}

/** Every counter of Amends that a query names, once for each value of a label that it names. */
export function countersIn({ where, expression }: Query): readonly AskedCounter[] {
  return [...expression.matchAll(/\b(amends_\w+_total)(?:\{([^}]*)\})?/g)].flatMap(([, counter = '', labels = '']) => {
    const wanted = [...labels.matchAll(/(\w+)=~?"([^"]+)"/g)];
    const values = wanted.flatMap(([, name = '', values = '']) => values.split('|').map((one) => `${name}="${one}"`));
    return values.length === 0 ? [{ where, counter }] : values.map((label) => ({ where, counter, label }));
  });
}
