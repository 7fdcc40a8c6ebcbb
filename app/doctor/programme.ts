import type { Installation } from '../../config/index.js';
import { programmeBody } from '../../web/api/programme.js';
import { fault, ok, warning, type Check, type Verdict } from './check.js';
import type { OpenStores } from './mongo.js';

/** What each tenant that has API keys works with: a programme that is current and in itself in order. */
export function programmeChecks({ settings, production }: Installation, open: OpenStores): readonly Check[] {
  const tenants = [...new Set(settings.API_KEYS?.map(({ tenant }) => tenant))];
  return tenants.map((tenant) => ({
    name: `programme of ${tenant}`,
    needs: ['MongoDB'],
    remedy: 'publish it anew, with the key of an admin: amends programme publish programme',
    look: async () => programmeVerdict(await (await open()).programmes.current(tenant), production),
  }));
}

type Current = Awaited<ReturnType<Awaited<ReturnType<OpenStores>>['programmes']['current']>>;

function programmeVerdict(current: Current, production: boolean): Verdict {
  if (current === undefined) {
    return fault('none is current: no case can open', 'with the key of an admin: amends programme publish programme');
  }
  const hash = current.hash.slice(0, 12);
  const [first, ...more] = programmeBody.safeParse(current.programme).error?.issues ?? [];
  if (first !== undefined) {
    const says = `${hash} has ${more.length + 1} faults, the first at ${first.path.join('.')}`;
    return fault(says, 'correct it and publish it anew: amends programme check, amends programme publish');
  }
  const { pace, protocols } = current.programme;
  if (pace !== 1 && production) {
    return warning(`${hash} runs at pace ${pace}: promises come too early`, 'publish it without --pace');
  }
  return ok(`${hash}, ${protocols.length} protocols${pace === 1 ? '' : `, pace ${pace}`}`);
}
