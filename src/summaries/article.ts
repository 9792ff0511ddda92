/** What a summary is made from: an article of the story, cleaned, its paragraphs parted by line breaks where they are known. */
export interface SummaryArticle {
  title: string;
  text: string;
  publisher: string | null;
  publishedAt: Date | null;
}
