// Package world invents a press to watch: outlets with feeds of every kind, and articles
// that appear, change and vanish, behind one HTTP server whose time is simulated.
//
// In: how many outlets, feeds and articles, over what span of time. Out: a handler that
// answers as those outlets would at the present of its clock, a dialer that brings every
// outlet's name to its server, and a ledger of who asked what when.
//
// How: everything follows from the seed. Of the articles a fifth change within the week,
// four in five of these within a day, and three in two hundred vanish: the shares that
// GDELT found when it looked again at 88 million addresses.
package world
