// A change is noticed when one example fails: which is the smallest such example is of no interest here.
require('fast-check').configureGlobal({ endOnFailure: true })
