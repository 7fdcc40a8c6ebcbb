import { describe, expect, it } from 'vitest';
import { MissingAttributesError, requireAttributes } from '../../worker/require-attributes.js';
import { attributes } from '../../workflows/contract.js';
import { devServerEnvironment } from '../support/temporal.js';

describe('a worker before it starts', () => {
  it('refuses a namespace without its search attributes, names them, and says how to add each', async () => {
    const { tenant: _, ...others } = attributes;
    const environment = await devServerEnvironment(Object.values(others));
    try {
      const refused = requireAttributes(environment.nativeConnection, 'default');
      await expect(refused).rejects.toThrow(MissingAttributesError);
      await expect(refused).rejects.toThrow(
        /lacks the search attributes RecoveryTenant; .*\n.* --namespace default --name RecoveryTenant --type Keyword$/,
      );
    } finally {
      await environment.teardown();
    }
  });

  it('starts in a namespace that has them all', async () => {
    const environment = await devServerEnvironment(Object.values(attributes));
    try {
      await expect(requireAttributes(environment.nativeConnection, 'default')).resolves.toBeUndefined();
    } finally {
      await environment.teardown();
    }
  });
});
