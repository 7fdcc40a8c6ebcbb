import type { App } from './validation.js';

/**
 * Takes clients off their kept connections while the process drains: each answer closes its connection, so that none is
 * left to break when the listener closes.
 */
export function letGoWhileDraining(app: App, isDraining: () => boolean): void {
  app.addHook('onSend', (_request, reply) => {
    if (isDraining()) void reply.header('connection', 'close');
    return Promise.resolve();
  });
}
