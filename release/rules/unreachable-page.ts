import { didYouMean } from '../nearest'
import type { Finding } from '../problem'
import { linkedPages } from '../project/page-links'
import { shownPath } from '../project/project'
import { SETTINGS_FILE } from '../settings'
import type { CheckInput, Rule } from './rule'

/**
 * Pages that nothing in the app leads to: weight that nobody sees, or a link that was lost. What
 * counts as a way in: `linkedPages`. A page that only WeChat or others open (by a code, a message,
 * another mini-program) is named in "entryPages" of release/check.json.
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
          `Nothing leads to the page ${path}: no script, no template, no tab. Take it out of ` +
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
        `"entryPages" names ${path}, which is no page of app.json: whoever opens it finds ` +
        `nothing.${didYouMean(path, pages)} Correct it, or take it out.`,
    }))
}
