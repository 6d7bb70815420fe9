import { WORKFLOW_RULES } from '../../scripts/workflows/rules'
import type { Entry, Workflow } from '../../scripts/workflows/workflow'

const COMMIT = 'de0fac2e4500dabe0009e67214ff5f5447ce83dd'
const SAME_REPOSITORY = 'github.event.pull_request.head.repo.full_name == github.repository'

type Written = readonly (readonly [path: string, text: string, comment?: string])[]

/** One entry for each line, in this order: `jobs.build.steps.0.run`. */
function workflow(...written: Written): Workflow {
  const entries = written.map(([path, text], at): Entry => {
    const parts = path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
    return { path: parts, text, line: at + 1 }
  })
  const lines = written.map(([path, text, comment]) =>
    comment === undefined ? `${path}: ${text}` : `${path}: ${text} # ${comment}`,
  )
  return { file: 'some.yml', entries, lines }
}

/** The findings of one rule as `line: message`. */
function found(rule: string, ...written: Written): string[] {
  const named = WORKFLOW_RULES.find(({ name }) => name === rule)
  if (named === undefined) throw new Error(`there is no rule ${rule}`)
  return named.check(workflow(...written)).map(({ line, message }) => `${line}: ${message}`)
}

describe('pinned-action', () => {
  const uses = (text: string, comment?: string) =>
    found(
      'pinned-action',
      comment === undefined
        ? ['jobs.a.steps.0.uses', text]
        : ['jobs.a.steps.0.uses', text, comment],
    )

  it.each([
    ['a tag', 'actions/checkout@v6', 'v6.0.2'],
    ['a branch', 'actions/checkout@main', 'v6.0.2'],
    ['half a commit', `actions/checkout@${COMMIT.slice(0, 39)}`, 'v6.0.2'],
    ['more than a commit', `actions/checkout@${COMMIT}0`, 'v6.0.2'],
    ['nothing', 'actions/checkout', 'v6.0.2'],
    ['a tag of an image', 'docker://alpine:3', 'v3.0.0'],
  ])('finds an action that is named by %s', (_by, text, comment) => {
    expect(uses(text, comment)).toEqual([expect.stringMatching(/^1: .*Pin it/)])
  })

  it('finds a commit without a version in a comment', () => {
    const unread = expect.stringMatching(/Add the version/) as string
    expect(uses(`actions/checkout@${COMMIT}`)).toEqual([unread])
    expect(uses(`actions/checkout@${COMMIT}`, 'the newest')).toEqual([unread])
  })

  it('finds a called workflow that is named by a tag', () => {
    expect(found('pinned-action', ['jobs.a.uses', 'o/r/.github/workflows/w.yml@v1'])).toHaveLength(
      1,
    )
  })

  it('accepts pinned actions, and those of this repository', () => {
    expect(uses(`actions/checkout@${COMMIT}`, 'v6.0.2')).toEqual([])
    expect(uses(`owner/repo/sub/folder@${COMMIT}`, 'v1.2.3')).toEqual([])
    expect(uses(`docker://alpine@sha256:${'a'.repeat(64)}`, 'v3.20.1')).toEqual([])
    expect(uses('./.github/actions/own')).toEqual([])
    expect(found('pinned-action', ['jobs.a.uses', './.github/workflows/test.yml'])).toEqual([])
  })

  it('ignores a similar line of a script', () => {
    expect(found('pinned-action', ['jobs.a.steps.0.run', 'uses: actions/checkout@v6'])).toEqual([])
  })
})

describe('permissions', () => {
  it('finds missing permissions, and permissions of the whole workflow', () => {
    expect(found('permissions', ['on', 'push'])).toEqual([
      expect.stringMatching(/^1: .*has no permissions/),
    ])
    for (const text of ['write-all', 'read-all'])
      expect(found('permissions', ['permissions', text])).toHaveLength(1)
    expect(
      found('permissions', ['permissions.contents', 'read'], ['permissions.packages', 'write']),
    ).toEqual([expect.stringMatching(/^2: write applies to all jobs/)])
  })

  it('finds a job with write permission without a reason', () => {
    const job = 'jobs.a.permissions.contents'
    expect(found('permissions', ['permissions', ''], [job, 'write'])).toEqual([
      expect.stringMatching(/^2: write needs a reason/),
    ])
    expect(found('permissions', ['permissions', ''], [job, 'write', 'a release'])).toEqual([])
  })

  it('accepts read permissions and none', () => {
    expect(found('permissions', ['permissions', ''])).toEqual([])
    expect(found('permissions', ['permissions.contents', 'read'])).toEqual([])
    const inJob = ['jobs.a.permissions.contents', 'none'] as const
    expect(found('permissions', ['permissions.contents', 'read'], inJob)).toEqual([])
  })
})

describe('fork-event', () => {
  it.each([
    ['on', 'pull_request_target'],
    ['on.0', 'pull_request_target'],
    ['on.pull_request_target.types.0', 'opened'],
    ['on.workflow_run.workflows.0', 'test'],
  ])('finds it as %s', (path, text) => {
    expect(found('fork-event', [path, text])).toEqual([expect.stringMatching(/Use pull_request\./)])
  })

  it('leaves pull_request alone, and a branch of that name', () => {
    expect(
      found('fork-event', ['on.pull_request', ''], ['on.push.branches.0', 'workflow_run']),
    ).toEqual([])
  })
})

describe('expression-in-run', () => {
  it('finds each expression', () => {
    for (const text of ['echo ${{ github.event.pull_request.title }}', 'echo ${{ matrix.node }}'])
      expect(found('expression-in-run', ['jobs.a.steps.0.run', text])).toEqual([
        expect.stringMatching(/env:/),
      ])
  })

  it('accepts shell variables, and expressions elsewhere', () => {
    expect(
      found(
        'expression-in-run',
        ['jobs.a.steps.0.run', 'echo "${TITLE}"'],
        ['jobs.a.steps.0.env.TITLE', '${{ github.event.pull_request.title }}'],
      ),
    ).toEqual([])
  })
})

describe('secret-in-fork', () => {
  const secret = ['jobs.a.steps.0.env.KEY', '${{ secrets.WX_UPLOAD_KEY }}'] as const
  const pullRequest = ['on.pull_request', ''] as const

  it('finds a secret in a job that a fork can start', () => {
    expect(found('secret-in-fork', pullRequest, secret)).toEqual([
      expect.stringMatching(/^2: The job a /),
    ])
    const byBrackets = ['jobs.a.steps.0.env.KEY', "${{ secrets['WX_UPLOAD_KEY'] }}"] as const
    expect(found('secret-in-fork', pullRequest, byBrackets)).toHaveLength(1)
    expect(found('secret-in-fork', ['on.0', 'pull_request'], secret)).toHaveLength(1)
    expect(found('secret-in-fork', pullRequest, ['jobs.a.secrets', 'inherit'])).toHaveLength(1)
  })

  it.each([
    ['another condition', "github.actor != 'somebody'"],
    ['a way around it', `${SAME_REPOSITORY} || github.actor == 'somebody'`],
    ['its opposite', `!(${SAME_REPOSITORY})`],
    ['another job', SAME_REPOSITORY],
  ])('finds a guard that is %s', (what, condition) => {
    const job = what === 'another job' ? 'b' : 'a'
    expect(
      found('secret-in-fork', pullRequest, [`jobs.${job}.if`, condition], secret),
    ).toHaveLength(1)
  })

  it('accepts guarded jobs, jobs without a secret, and other events', () => {
    const guard = ['jobs.a.if', SAME_REPOSITORY] as const
    expect(found('secret-in-fork', pullRequest, guard, secret)).toEqual([])
    const more = ['jobs.a.if', `\${{ ${SAME_REPOSITORY} && !github.event.draft }}`] as const
    expect(found('secret-in-fork', pullRequest, more, secret)).toEqual([])
    const token = ['jobs.a.steps.0.env.T', '${{ secrets.GITHUB_TOKEN }}'] as const
    expect(found('secret-in-fork', pullRequest, token)).toEqual([])
    expect(found('secret-in-fork', ['on.push', ''], secret)).toEqual([])
  })
})

describe('secret-scope', () => {
  const SECRET = '${{ secrets.WX_UPLOAD_KEY }}'

  it.each(['env.KEY', 'jobs.a.env.KEY', 'jobs.a.steps.0.run', 'jobs.a.steps.0.with.key'])(
    'finds a secret in %s',
    (path) => {
      expect(found('secret-scope', [path, SECRET])).toEqual([expect.stringMatching(/^1: /)])
    },
  )

  it('accepts a secret of a step, and one that is passed to a called workflow', () => {
    expect(
      found('secret-scope', ['jobs.a.steps.0.env.KEY', SECRET], ['jobs.b.secrets.KEY', SECRET]),
    ).toEqual([])
  })
})

describe('concurrency, time-limit, checkout-token', () => {
  it('finds runs without concurrency, and accepts runs that wait', () => {
    expect(found('concurrency', ['on', 'push'])).toHaveLength(1)
    expect(found('concurrency', ['jobs.a.concurrency', 'one'])).toHaveLength(1)
    expect(found('concurrency', ['concurrency', 'one'])).toEqual([])
    expect(found('concurrency', ['concurrency.group', 'one'])).toEqual([])
  })

  it('finds a job without a time limit, and accepts one that calls a workflow', () => {
    const endless = [
      ['jobs.a.runs-on', 'ubuntu-24.04'] as const,
      ['jobs.a.steps.0.run', 'ls'] as const,
    ]
    expect(found('time-limit', ...endless)).toEqual([expect.stringMatching(/^1: The job a /)])
    const ofStep = ['jobs.a.steps.0.timeout-minutes', '5'] as const
    expect(found('time-limit', ...endless, ofStep)).toHaveLength(1)
    expect(found('time-limit', ...endless, ['jobs.a.timeout-minutes', '5'])).toEqual([])
    expect(found('time-limit', ['jobs.a.uses', './.github/workflows/test.yml'])).toEqual([])
  })

  it('finds a checkout that keeps its token, and ignores other actions', () => {
    const checkout = ['jobs.a.steps.0.uses', `actions/checkout@${COMMIT}`] as const
    const kept = (step: number, text: string) =>
      [`jobs.a.steps.${step}.with.persist-credentials`, text] as const
    expect(found('checkout-token', checkout)).toHaveLength(1)
    expect(found('checkout-token', checkout, kept(0, 'true'))).toHaveLength(1)
    expect(found('checkout-token', checkout, kept(1, 'false'))).toHaveLength(1)
    expect(found('checkout-token', checkout, kept(0, 'false'))).toEqual([])
    const other = ['jobs.a.steps.0.uses', `actions/setup-node@${COMMIT}`] as const
    expect(found('checkout-token', other)).toEqual([])
  })
})

it('has a test for each rule', () => {
  expect(WORKFLOW_RULES.map(({ name }) => name).sort()).toEqual([
    'checkout-token',
    'concurrency',
    'expression-in-run',
    'fork-event',
    'permissions',
    'pinned-action',
    'secret-in-fork',
    'secret-scope',
    'time-limit',
  ])
})
