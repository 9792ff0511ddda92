import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Config, PROJECT_FOLDER, readConfig } from '../config.js';

/**
 * The configuration of a command: the environment, and what the file .env adds to it.
 * @throws ConfigError on a value that cannot be used.
 */
export function configuration(): Config {
  const file = path.join(PROJECT_FOLDER, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return readConfig(process.env);
}
