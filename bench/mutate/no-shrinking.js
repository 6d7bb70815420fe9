// One failing example detects a change, so it need not be shrunk.
require('fast-check').configureGlobal({ endOnFailure: true })
