import formBody from '@fastify/formbody';
import type { FastifyRequest } from 'fastify';
import { linkActions, type LinkAction } from '../../domain/contact/customer-words.js';
import type { SendRow } from '../../domain/sends/send-row.js';
import { askingOf } from '../asking.js';
import type { ServerDependencies } from '../dependencies.js';
import { wordsFor, wordsOf } from '../page-language.js';
import { doneBefore, donePage, linkPage, unknownLink, yesAfterNo } from '../pages/case-pages.js';
import { CASE_PATH, HTML } from '../pages/layout.js';
import { Problem } from '../problem.js';
import { takeInput } from '../take-input.js';
import { ownerOfSend, type Owner } from '../take-text.js';
import type { App } from '../validation.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the link of this request is for, and whose it is. */
    linked: Linked | undefined;
  }
}

interface Linked {
  readonly action: LinkAction;
  readonly owner: Required<Owner>;
  /** The beginning of the message's mark. */
  readonly mark: string;
  /** In which the message was sent, where the ledger knows it. */
  readonly locale: string | undefined;
}

interface LinkParams {
  readonly token: string;
  readonly action: string;
}

/**
 * The pages behind the links of messages. They need no key: the token is one. Reading a page writes nothing, whoever opens
 * it; the button does what the link is for, once.
 */
export async function caseLinkRoutes(app: App, dependencies: ServerDependencies): Promise<void> {
  await app.register(formBody);
  app.decorateRequest('linked', undefined);
  const path = `${CASE_PATH}:token/:action`;

  app.addHook<{ Params: LinkParams }>('preParsing', async (request, reply) => {
    const linked = await lookUp(dependencies, request.params);
    if (linked === undefined)
      return reply
        .code(404)
        .type(HTML)
        .send(unknownLink(wordsOf(request)));
    request.linked = linked;
    request.words = await wordsAbout(dependencies, linked, request);
  });

  app.get(path, async (request, reply) => {
    const { action, owner } = linkedOf(request);
    const asking = await askingOf(dependencies.stores, owner);
    return reply.type(HTML).send(linkPage(wordsOf(request), action, asking));
  });

  app.post(path, async (request, reply) => reply.type(HTML).send(await press(dependencies, request)));
}

/** Does what the link is for; the page that says so. */
async function press(deps: ServerDependencies, request: FastifyRequest): Promise<string> {
  const { action, owner, mark } = linkedOf(request);
  const words = wordsOf(request);
  const said = { inputId: pressed(action, mark), kind: linkActions[action], channel: 'page' } as const;
  const taken = await takeInput(deps, { ...said, receivedAt: deps.clock.now(), ...owner }, request.log);
  if (action === 'yes' && (await isKnown(deps, owner, pressed('no', mark)))) return yesAfterNo(words);
  return taken === 'stored' ? donePage(words, action) : doneBefore(words, action);
}

/** The id of what the button of a link says: each says it once. */
function pressed(action: LinkAction, mark: string): string {
  return `link-${action}-${mark}`;
}

async function isKnown({ stores }: ServerDependencies, { tenant }: Owner, inputId: string): Promise<boolean> {
  return (await stores.inputs.get({ tenant, inputId })) !== undefined;
}

async function lookUp(deps: ServerDependencies, { token, action: named }: LinkParams) {
  const action = isAction(named) ? named : undefined;
  const mark = action && deps.caseLinks.read(action, token);
  if (action === undefined || mark === undefined) return undefined;
  const row: SendRow | undefined = await deps.stores.sends.markedFrom(mark);
  const owner = row && (await ownerOfSend(deps, row.key));
  return owner && { action, mark, owner, locale: row.locale };
}

function wordsAbout({ stores }: ServerDependencies, { owner, locale }: Linked, { headers }: FastifyRequest) {
  return wordsFor(stores, owner, { locale, accepts: headers['accept-language'] });
}

function isAction(text: string): text is LinkAction {
  return Object.hasOwn(linkActions, text);
}

function linkedOf({ linked }: FastifyRequest): Linked {
  if (linked === undefined) throw new Problem('not_found');
  return linked;
}
