import { composeDigest } from '../digests/compose.js';
import { renderHtml, renderJson, renderText } from '../digests/render.js';
import type { Article } from '../intake/article.js';
import { UnreadableArticleError } from '../intake/errors.js';
import { readArticleFile } from '../intake/files.js';
import { isTopic, SUMMARY_LENGTHS, type SummaryLength, TOPICS, type Topic } from '../vocabulary.js';
import type { Command } from './run.js';
import { readArguments, UsageError, userPath } from './usage.js';

void [
  composeDigest,
  renderHtml,
  renderJson,
  renderText,
  UnreadableArticleError,
  readArticleFile,
  isTopic,
  SUMMARY_LENGTHS,
  TOPICS,
  readArguments,
  UsageError,
  userPath,
];
export type X = [Article, SummaryLength, Topic];
export const digest: Command = async () => 0;
