import { toast } from './dom.js';

/** Asks the sandbox for something; a refusal is shown and thrown. */
export async function ask(method, path, body) {
  const response = await fetch(path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  const answer = await response.json();
  if (answer.ok) return answer.result;
  toast(answer.description);
  throw new Error(answer.description);
}

/** Does something as a person; see the actions of the sandbox. */
export const act = (kind, order) => ask('POST', '/sandbox/act', { kind, ...order });

/** Hears what happens, and says when the connection is back after it was lost. */
export function listen(onEvent, onReturn) {
  const events = new EventSource('/sandbox/events');
  let lost = false;
  events.onmessage = ({ data }) => onEvent(JSON.parse(data));
  events.onerror = () => {
    lost = true;
  };
  events.onopen = () => {
    if (lost) onReturn();
    lost = false;
  };
}
