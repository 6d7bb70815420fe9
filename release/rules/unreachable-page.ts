import { didYouMean } from './did-you-mean'
import type { Finding } from '../problem'
import { linkedPages } from '../project/page-links'
import { shownPath } from '../project/project'
import { SETTINGS_FILE } from '../settings'
import type { CheckInput, Rule } from './rule'

/**
 * Pages without a link in the app: unused code, or a lost link. `linkedPages` defines what counts
 * as a link. A page that only codes, messages or other mini-programs open is listed in "entryPages"
 * of release/check.json.
 */
export const unreachablePage: Rule = {
  name: 'unreachable-page',
  check: (input) => {
    const { project, settings } = input
    const linked = linkedPages(project)
    const lost = project.packages.flatMap(({ pages }) =>
      pages.filter(({ path }) => !linked.has(path) && !settings.entryPages.includes(path)),
    )
    return [
      ...lost.map(({ path, line }) => ({
        file: shownPath(project, 'app.json'),
        line,
        message:
          `Nothing links to the page ${path}: no script, no template, no tab. Remove it from ` +
          'app.json, link to it by its full path, or name it in "entryPages" of ' +
          `${SETTINGS_FILE} if only codes, messages or other mini-programs open it.`,
      })),
      ...unknownEntries(input),
    ]
  },
}

function unknownEntries({ project, settings }: CheckInput): Finding[] {
  const pages = project.packages.flatMap((home) => home.pages.map(({ path }) => path))
  if (pages.length === 0) return []
  return settings.entryPages
    .filter((path) => !pages.includes(path))
    .map((path) => ({
      file: SETTINGS_FILE,
      line: 1,
      message:
        `"entryPages" names ${path}, which is no page of app.json: opening it shows ` +
        `nothing.${didYouMean(path, pages)} Correct it, or remove it.`,
    }))
}
