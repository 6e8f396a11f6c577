/** Somebody a comment can name with an @ in front. */
export interface Mentionable {
  /** As it is typed behind the @. */
  name: string;
  /** Who is told: one person, or the whole staff behind one name. */
  userIds: string[];
}

/** The people whose names stand in a text behind an @; the longest name first, so that "@Anna Lee" is not also "@Anna". */
export function mentionedIn(words: string, people: readonly Mentionable[]): string[] {
  let rest = words.toLowerCase();
  const found = new Set<string>();
  for (const { name, userIds } of [...people].sort((a, b) => b.name.length - a.name.length)) {
    const mention = `@${name.toLowerCase()}`;
    if (!rest.includes(mention)) continue;
    for (const id of userIds) found.add(id);
    rest = rest.replaceAll(mention, " ");
  }
  return [...found];
}
