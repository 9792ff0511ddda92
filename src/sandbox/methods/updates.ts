import { ApiError, badRequest } from '../errors.js';
import type { Update } from '../types.js';
import { allowUpdates, poll } from '../updates.js';
import { startWebhook, stopWebhook, webhookInfo } from '../webhook.js';
import type { CallContext, Method } from './context.js';

interface GetUpdates {
  offset?: number;
  limit?: number;
  timeout?: number;
  allowed_updates?: string[];
}

async function getUpdates({ world, gone }: CallContext, params: GetUpdates): Promise<Update[]> {
  if (world.webhook) {
    throw new ApiError(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  const { allowed_updates, ...options } = params;
  allowUpdates(world.updates, allowed_updates);
  return poll(world.updates, { ...options, now: world.now, signal: gone() });
}

interface SetWebhook {
  url: string;
  secret_token?: string;
  max_connections?: number;
  allowed_updates?: string[];
  drop_pending_updates?: boolean;
}

function setWebhook({ world }: CallContext, params: SetWebhook): true {
  if (params.url === '') return deleteWebhook({ world }, params);
  checkWebhook(params);
  if (params.drop_pending_updates) world.updates.waiting.clear();
  allowUpdates(world.updates, params.allowed_updates);
  stopWebhook(world);
  startWebhook(world, {
    url: params.url,
    secret: params.secret_token ?? null,
    connections: params.max_connections ?? 40,
  });
  return true;
}

function checkWebhook({ url, secret_token, max_connections }: SetWebhook): void {
  if (secret_token !== undefined && secret_token.length > 256) throw badRequest('secret token is too long');
  if (secret_token !== undefined && !/^[A-Za-z0-9_-]+$/.test(secret_token)) {
    throw badRequest('secret token contains unallowed characters');
  }
  if (max_connections !== undefined && (max_connections < 1 || max_connections > 100)) {
    throw badRequest('bad webhook: max_connections must be between 1 and 100');
  }
  const address = URL.canParse(url) ? new URL(url) : null;
  // This Telegram lives on one machine: plain HTTP is taken, but only there.
  const local = address?.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(address.hostname);
  if (!address) throw badRequest('invalid webhook URL specified');
  if (!local) throw badRequest('bad webhook: the sandbox speaks plain HTTP, to 127.0.0.1 and localhost only');
}

function deleteWebhook(
  { world }: Pick<CallContext, 'world'>,
  { drop_pending_updates }: { drop_pending_updates?: boolean },
): true {
  stopWebhook(world);
  if (drop_pending_updates) world.updates.waiting.clear();
  return true;
}

export const updateMethods: Record<string, Method> = {
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo: ({ world }) => webhookInfo(world),
};
