import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';

/** What every server needs to reach Temporal: options for a connection, and the namespace. */
export interface TemporalSettings {
  readonly temporal: ClientConnectConfig;
}

/** How Temporal is reached, as its own package reads `TEMPORAL_*`; or what is wrong, without a value. */
export function readTemporal(values: Record<string, string>): ClientConnectConfig | { readonly fault: string } {
  try {
    const settings = loadClientConnectConfig({ overrideEnvVars: values });
    if (settings.connectionOptions.address !== undefined) return settings;
  } catch {
    // Its message may quote a value.
    return { fault: 'TEMPORAL_* cannot be read; see the variables of @temporalio/envconfig' };
  }
  return { fault: 'TEMPORAL_ADDRESS is missing; give host and port, such as 127.0.0.1:7233' };
}
