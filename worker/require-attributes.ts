import type { NativeConnection } from '@temporalio/worker';
import { attributes } from '../workflows/contract.js';

/** The namespace lacks search attributes that every case sets. */
export class MissingAttributesError extends Error {
  readonly code = 'missing_search_attributes';

  constructor(namespace: string, missing: readonly { readonly name: string; readonly type: string }[]) {
    const names = missing.map(({ name }) => name).join(', ');
    const remedies = missing.map(({ name, type }) => {
      const kind = type === 'DATETIME' ? 'Datetime' : 'Keyword';
      return `  temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${kind}`;
    });
    super(`namespace ${namespace} lacks the search attributes ${names}; add them with:\n${remedies.join('\n')}`);
    this.name = 'MissingAttributesError';
  }
}

/** Makes sure that cases can set their search attributes. Throws `MissingAttributesError`, which says how to add them. */
export async function requireAttributes(connection: NativeConnection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.values(attributes).filter(({ name }) => !(name in customAttributes));
  if (missing.length > 0) throw new MissingAttributesError(namespace, missing);
}
