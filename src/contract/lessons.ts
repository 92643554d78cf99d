import { z } from 'zod';

/** A page of Learn and its figure's settings, as a link or a file holds them. The page checks the settings. */
export const LessonState = z.strictObject({
  page: z.string().min(1).max(60),
  settings: z.record(z.string().max(40), z.unknown()),
});
export type LessonState = z.infer<typeof LessonState>;

/** Links of the system to the program begin with it. */
export const linkScheme = 'candela';

const linkStart = `${linkScheme}://learn/`;
const longestLink = 8192;

/** A page, with a slash that some systems add, and nothing behind the settings. */
const linkPattern = /^candela:\/\/learn\/([^/?#]+)\/?(?:\?settings=([^?#&]*))?$/;

/** A link to a page with its figure's settings. */
export function lessonLink({ page, settings }: LessonState): string {
  return `${linkStart}${encodeURIComponent(page)}?settings=${encodeURIComponent(JSON.stringify(settings))}`;
}

/** The page and settings of a link, or null if the text is none. */
export function parseLessonLink(text: string): LessonState | null {
  const link = text.trim();
  const parts = link.length > longestLink ? null : linkPattern.exec(link);
  if (parts === null) return null;
  const [, page = '', query = ''] = parts;
  try {
    const held: unknown = query === '' ? {} : JSON.parse(decodeURIComponent(query));
    const parsed = LessonState.safeParse({ page: decodeURIComponent(page), settings: held });
    return parsed.success ? parsed.data : null;
  } catch {
    // It was cut, or is no link of ours.
    return null;
  }
}
