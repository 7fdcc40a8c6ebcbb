import type { Installation } from '../../config/index.js';
import { fault, ok, warning, type Check } from './check.js';

/** The environment: everything for which a server would refuse to start, by the names of the variables alone. */
export function settingsChecks({ faults, doubts, settings, production }: Installation): readonly Check[] {
  const [first, ...more] = faults.map(parted);
  const environment = first && fault(`${faults.length} to correct: ${first.name}`, first.remedy);
  const others = more.map(({ name, remedy }, at): Check => {
    return said(`settings (${at + 2})`, () => fault(name, remedy));
  });
  return [
    said('settings', () => environment ?? ok(production ? 'complete, for production' : 'complete, not for production')),
    ...others,
    ...doubts.map(parted).map(({ name, remedy }) => said('mode', () => warning(name, remedy))),
    ...(settings.API_KEYS === undefined ? [] : [apiKeysCheck(settings.API_KEYS)]),
  ];
}

type Keys = NonNullable<Installation['settings']['API_KEYS']>;

function apiKeysCheck(keys: Keys): Check {
  return said('API keys', () => {
    const tenants = new Set(keys.map(({ tenant }) => tenant));
    const says = `${keys.length} of ${tenants.size} ${tenants.size === 1 ? 'tenant' : 'tenants'}`;
    const ruled = new Set(keys.filter(({ role }) => role === 'admin').map(({ tenant }) => tenant));
    if (ruled.size === tenants.size) return ok(says);
    return warning(`${says}, not each with an admin, who publishes programmes`, 'add an entry with the role admin');
  });
}

function said(name: string, verdict: () => ReturnType<typeof ok>): Check {
  return { name, remedy: 'see .env.example', look: () => Promise.resolve(verdict()) };
}

/** A fault as configuration tells it: what is wrong, and after a semicolon what to do. */
function parted(text: string): { readonly name: string; readonly remedy: string } {
  const [name = text, ...remedy] = text.split('; ');
  return { name, remedy: remedy.length > 0 ? remedy.join('; ') : 'see .env.example' };
}
