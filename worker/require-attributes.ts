import type { NativeConnection } from '@temporalio/worker';
import { attributes } from '../workflows/contract.js';

/** A search attribute by name and type. */
interface Attribute {
  readonly name: string;
  readonly type: string;
}

/** The namespace lacks search attributes that every case sets. */
export class MissingAttributesError extends Error {
  readonly code = 'missing_search_attributes';

  constructor(namespace: string, missing: readonly Attribute[]) {
    const names = missing.map(({ name }) => name).join(', ');
    const remedies = commandsToAdd(missing, namespace).map((command) => `  ${command}`);
    super(`namespace ${namespace} lacks the search attributes ${names}; add them with:\n${remedies.join('\n')}`);
    this.name = 'MissingAttributesError';
  }
}

/** The commands that add these search attributes to a namespace, one for each. */
export function commandsToAdd(missing: readonly Attribute[], namespace: string): readonly string[] {
  return missing.map(({ name, type }) => {
    const kind = type === 'DATETIME' ? 'Datetime' : 'Keyword';
    return `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${kind}`;
  });
}

/** The search attributes that every case sets and this namespace lacks. */
export async function missingAttributes(
  { operatorService }: Pick<NativeConnection, 'operatorService'>,
  namespace: string,
): Promise<readonly Attribute[]> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  return Object.values(attributes).filter(({ name }) => !(name in customAttributes));
}

/** Makes sure that cases can set their search attributes. Throws `MissingAttributesError`, which says how to add them. */
export async function requireAttributes(connection: NativeConnection, namespace: string): Promise<void> {
  const missing = await missingAttributes(connection, namespace);
  if (missing.length > 0) throw new MissingAttributesError(namespace, missing);
}
