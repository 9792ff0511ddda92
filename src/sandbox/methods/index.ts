import { ApiError } from '../errors.js';
import { methodNamed, type Params } from '../schema.js';
import { answerMethods } from './answers.js';
import { chatMethods, topicMethods } from './chats.js';
import type { CallContext, Method } from './context.js';
import { editMethods } from './edit.js';
import { fileMethods } from './files.js';
import { profileMethods } from './profile.js';
import { sendMethods } from './send.js';
import { updateMethods } from './updates.js';

const methods: Record<string, Method> = {
  ...answerMethods,
  ...chatMethods,
  ...editMethods,
  ...fileMethods,
  ...profileMethods,
  ...sendMethods,
  ...topicMethods,
  ...updateMethods,
};

/** The proper name of a method, whatever the case of its letters. Throws ApiError 404 for one that is not played. */
export function methodCalled(name: string): string {
  const method = methodNamed(name);
  if (!method) throw new ApiError(404, 'Not Found: method not found');
  return method;
}

/** Carries a call out: what stands in `result`. Throws ApiError. */
export function callMethod(context: CallContext, method: string, params: Params): unknown {
  const carryOut = methods[method];
  if (!carryOut) throw new ApiError(404, 'Not Found: method not found');
  return carryOut(context, params as never);
}
