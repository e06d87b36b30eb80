// Package alert looks at the stories that change for those who watch them, and sends what
// it finds.
//
// In: a store in which stories that changed are noted. Out: alerts in the store, web
// requests (webhooks) and mails.
//
// How: a Follower takes the stories noted, has package watch decide what is news in them,
// and writes alerts, what each watch knows from then on, and that the stories were looked
// at, in one transaction: ended at any moment, nothing is lost and nothing is told twice. A
// Courier sends what is due, the alerts of one watch and way together; what fails is tried
// again after longer and longer times, and what comes in quiet hours waits for their end.
// Webhooks are signed as Standard Webhooks (standardwebhooks.com) has it, so that a receiver
// can check them with any of its libraries.
//
// Limits: a webhook or mail is marked as sent after it was accepted; killed between the two,
// it is sent once more with the same id. After maxTries, a day and a half, it is given up, which
// its page says. A message tells shownAlerts at most, and how many more there are.
package alert
