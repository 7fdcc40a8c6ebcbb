export { ConfigurationError } from './configuration-error.js';
export {
  readCommandLineSettings,
  readWebSettings,
  readWorkerSettings,
  type WebSettings,
  type WorkerSettings,
} from './env.js';
