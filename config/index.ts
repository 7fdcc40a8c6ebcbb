export { readEditor } from './editor.js';
export { addressesIn } from './addresses.js';
export { ConfigurationError } from './configuration-error.js';
export {
  readCommandLineSettings,
  readWebSettings,
  readWorkerSettings,
  type Environment,
  type WebSettings,
  type WorkerSettings,
} from './env.js';
export { readInstallation, serverEnvironment, type Installation, type Variables } from './installation.js';
