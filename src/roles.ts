/** What a process does; `all` does everything. Any number of processes of each role may run over one database. */
export const ROLES = ['all', 'bot', 'intake', 'planner', 'sender'] as const;
export type Role = (typeof ROLES)[number];

/** A part of the program: `bot` talks with people, `intake` gathers, `planner` plans digests and prunes, `sender` sends. */
export type Part = Exclude<Role, 'all'>;

/** Does a process of this role do this part? */
export function takesPart(role: Role, part: Part): boolean {
  return role === 'all' || role === part;
}
