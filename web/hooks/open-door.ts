import type { ServerDependencies } from '../dependencies.js';
import { limitOfProviders } from '../limits.js';
import { Problem } from '../problem.js';
import type { App } from '../validation.js';
import { takeSignedBodies, type Taken } from './signed-body.js';

type Hooks = NonNullable<ServerDependencies['hooks']>;

/** A door for what a provider signs. */
export interface ProviderDoor<Provider extends keyof Hooks> {
  readonly provider: Provider;
  readonly path: string;
  readonly taken: Taken;
}

const notSetUp: Readonly<Record<keyof Hooks, string>> = {
  twilio: 'This hook is not set up: the web edge has no TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.',
  email: 'This hook is not set up: the web edge has no EMAIL_HOOK_SECRET.',
};

/**
 * Makes an application take what a provider signs. Returns what reads it, and the `config` of the door's own route; undefined
 * where the provider is not set up: the door is shut then, and needs no route.
 */
export function openDoor<Provider extends keyof Hooks>(
  app: App,
  { hooks, rateLimits }: Pick<ServerDependencies, 'hooks' | 'rateLimits'>,
  { provider, path, taken }: ProviderDoor<Provider>,
) {
  const hook = hooks?.[provider];
  if (hook === undefined) {
    shutDoor(app, path, notSetUp[provider]);
    return undefined;
  }
  takeSignedBodies(app, taken);
  return { hook, config: { rateLimit: limitOfProviders(rateLimits) } };
}

/** Answers every request at this path as not found, before its body is looked at, and says why. */
function shutDoor(app: App, path: string, why: string): void {
  const refuse = () => Promise.reject(new Problem('not_found', { detail: why }));
  app.post(path, { preParsing: refuse }, refuse);
}
