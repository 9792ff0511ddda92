/** Runs with the words behind the command's name; gives the exit code: 0 done, 1 it could not be done, 2 asked for wrongly. */
export type Command = (args: readonly string[]) => Promise<number>;
