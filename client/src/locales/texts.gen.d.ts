// Written by `npm run texts` from the catalogues in en/. Do not edit.
declare module 'texts/certificate' {
  const messages: { "title": string
"get": string
"getting": string
"needsName": string
"awarded": string
"completed": string
"passed": string
"took": string
"result": (p: { score: number; max: number }) => import('./texts').TextPart<'score'>[]
"stamp": string
"stampPassed": string
"code": (p: { code: string }) => string
"anyone": (p: { address: string }) => string
"now": string
"print": string
"checkTitle": string
"checkHint": string
"label": string
"check": string
"another": string
"unknown": (p: { code: string }) => string
"failed": string }
  export default messages
}
declare module 'texts/clock' {
  const messages: { "question": string
"quiz": string
"left": (p: { seconds: number }) => string
"up": string }
  export default messages
}
declare module 'texts/controls' {
  const messages: { "optional": string
"close": string
"dismiss": string
"copy": string
"copied": string
"notCopied": string }
  export default messages
}
declare module 'texts/exam' {
  const messages: { "overview": string
"done": (p: { answered: number; total: number }) => string
"flags": (p: { count: number }) => string
"item": (p: { number: number; state: 'answered' | 'other' }) => string
"itemFlagged": (p: { number: number; state: 'answered' | 'other' }) => string
"legend": { "answered": string
"open": string
"flagged": string }
"previous": string
"next": string
"flag": string
"clear": string
"cleared": string
"saving": string
"kept": string
"saved": string
"unanswered": string
"elsewhere": string
"toReview": string
"review": { "title": string
"intro": string
"all": string
"missing": (p: { count: number }) => string
"back": string
"question": (p: { number: number }) => string
"nothing": string }
"handIn": string
"sure": { "title": string
"final": string
"keep": string } }
  export default messages
}
declare module 'texts/home' {
  const messages: { "headline": string
"intro": string
"join": string
"start": string
"starting": string
"startLabel": (p: { title: string }) => string
"size": (p: { bank: number }) => string
"drawn": (p: { draw: number; bank: number }) => string
"scores": string
"scoresLabel": (p: { title: string }) => string
"goOn": string
"goOnLink": (p: { title: string }) => string
"empty": string
"emptyHint": string
"failed": string
"failedOne": string }
  export default messages
}
declare module 'texts/hosting' {
  const messages: { "action": string
"hint": string }
  export default messages
}
declare module 'texts/later-problems' {
  const messages: { "invalid-request": string
"not-json": string
"json-expected": string
"method-not-allowed": string
"unknown-path": string
"bad-request": string
"body-too-large": string
"unknown-type": string
"quiz-not-found": string
"attempt-not-found": string
"game-runs": string
"no-certificate": string
"certificate-not-found": string
"personal-link-not-found": string
"question-not-drawn": string
"question-comes-later": string
"attempt-finished": string
"attempt-time-up": string
"question-time-up": string
"attempt-named": (p: { name: string }) => string
"nothing-to-practise": string
"practice-unnamed": string
"quiz-empty": string
"no-questions-match": string
"questions-unknown": string
"quiz-not-open": (p: { opens_at: string }) => string
"quiz-closed": (p: { closes_at: string }) => string
"no-attempts-left": (p: { allowed: number }) => string
"response-of-other-type": string
"not-on-offer": (p: { what: 'choice' | 'area' | 'gap' | 'item' | 'left' | 'right' | 'category' | 'other' }) => string
"point-expected": string
"areas-expected": string
"one-vote-only": string
"every-item-once": string
"gap-choice-unknown": string
"number-unreadable": string
"wrong-filling": (p: { wanted: 'number' | 'text' | 'other' }) => string
"votes-twice": string
"too-many-words": (p: { limit: number }) => string
"no-hint": string
"question-answered": string
"answer-stays": string
"missing": string
"empty": string
"unknown-field": string
"too-short": (p: { limit: number }) => string
"too-long": (p: { limit: number }) => string
"too-few": (p: { limit: number }) => string
"too-many": (p: { limit: number }) => string
"too-small": (p: { limit: number }) => string
"too-large": (p: { limit: number }) => string
"not-above": (p: { limit: number }) => string
"not-below": (p: { limit: number }) => string
"not-finite": string
"number-too-large": string
"wrong-type": (p: { expected: 'text' | 'integer' | 'number' | 'time' | 'list' | 'object' | 'boolean' | 'id' | 'nothing' | 'other' }) => string
"bad-format": string
"not-one-of": string
"unstorable-character": string
"invalid": string
"name-control-character": string
"name-invisible-character": string
"name-not-visible": string
"too-many-marks": (p: { limit: number }) => string }
  export default messages
}
declare module 'texts/live/bars' {
  const messages: { "answer": string
"players": string
"right": string }
  export default messages
}
declare module 'texts/live/host' {
  const messages: { "fresh": { "title": (p: { title: string }) => string
"intro": string
"reserved": string
"create": string
"kept": string
"reset": string
"signIn": string }
"time": { "title": string
"timer": string
"timers": { "fixed": string
"by_type": string
"none": string }
"hints": { "fixed": string
"by_type": string
"none": string }
"seconds": string
"reading": string
"readingHint": string }
"points": { "title": string
"weight": string
"share": (p: { weight: number }) => string
"formula": (p: { rest: number }) => string
"accuracy": string
"untimed": string }
"crowd": { "title": string
"nicknames": string
"own": string
"generated": string
"generatedHint": string
"list": string
"noList": string
"late": string
"teams": string
"names": string
"namesHint": (p: { most: number }) => string
"deal": string
"dealt": string
"chosen": string }
"screens": { "title": string
"phones": string
"full": string
"letters": string
"lettersHint": string
"autopilot": string
"autopilotHint": string }
"missing": { "title": string
"text": string }
"refused": string
"join": { "at": string
"pin": string
"qr": (p: { address: string }) => string }
"lobby": { "players": (p: { count: number }) => string
"waiting": string
"onlyHere": string
"hidden": string
"more": (p: { count: number }) => string
"names": string
"locked": string }
"steps": { "start": string
"resume": string
"close": string
"standings": string
"next": string
"podium": string }
"wait": { "lobby": string
"announced": string
"open": string
"grace": string
"ended": string }
"tools": { "label": string
"players": string
"lock": string
"hide": string
"extend": string
"pause": string
"mute": string
"volume": string
"full": string
"more": string
"links": string
"keys": string
"void": string
"end": string }
"round": { "title": (p: { round: number; rounds: number }) => string
"ready": string
"answered": (p: { count: number; total: number }) => string
"opens": string
"left": string
"noTimer": string
"closed": string
"paused": string
"autopilot": string
"offline": string
"away": string }
"asks": { "several": string
"votes": string
"text": string
"number": string
"numberIn": (p: { unit: string }) => string
"slider": (p: { from: string; to: string }) => string
"words": (p: { entries: number }) => string
"order": string
"match": string
"place": string
"blanks": string
"point": string
"areas": string }
"solved": { "title": string
"right": string
"count": (p: { right: number; answered: number }) => string
"votes": (p: { answered: number }) => string
"answer": string
"given": string
"voided": string
"more": (p: { count: number }) => string
"nothing": string }
"ranks": { "title": string
"after": (p: { round: number; rounds: number }) => string
"teams": string
"players": string
"up": (p: { count: number }) => string
"down": (p: { count: number }) => string
"points": (p: { points: number }) => string
"none": string }
"podium": { "title": string
"empty": string
"results": string
"guest": string }
"people": { "title": string
"none": string
"find": string
"select": (p: { name: string }) => string
"all": string
"actions": (p: { name: string }) => string
"rename": string
"after": string
"kickOne": string
"kick": (p: { count: number }) => string
"sure": (p: { count: number }) => string
"cancel": string
"save": string
"name": string
"kicked": string
"answered": string
"team": (p: { team: string }) => string }
"links": { "title": string
"join": string
"host": string
"hostHint": string
"hostQr": string
"hostQrHide": string
"screen": string
"screenHint": string
"screenElsewhere": string }
"keys": { "title": string
"acts": { "step": string
"extend": string
"pause": string
"skip": string
"void": string
"lock": string
"mute": string
"full": string
"help": string }
"letters": string }
"sure": { "end": string
"endText": string
"void": string
"voidText": string
"keep": string }
"said": { "open": string
"closed": string
"joined": (p: { count: number }) => string } }
  export default messages
}
declare module 'texts/live/player' {
  const messages: { "join": { "title": string
"pin": string
"pinHint": string
"pinShort": string
"unknown": string
"next": string
"another": string
"name": string
"nameHint": string
"generated": string
"team": string
"join": string
"joining": string
"taken": (p: { name: string }) => string
"asFree": (p: { name: string }) => string }
"page": { "notJoined": string
"join": string
"gone": string
"failed": string
"otherGame": string }
"status": { "offline": string
"paused": string
"away": string }
"bar": { "options": string
"letters": string
"elsewhere": string
"round": (p: { round: number; rounds: number }) => string
"roundSaid": (p: { round: number; rounds: number }) => string
"points": (p: { points: number }) => string }
"elsewhere": { "hint": string
"code": string
"link": string }
"lobby": { "in": string
"look": string
"as": string
"team": string
"players": (p: { count: number }) => string }
"round": { "ready": string
"soon": (p: { round: number }) => string
"waits": string
"soonOpen": string
"look": string
"opens": string
"left": string
"open": string
"noTimer": string
"pickOne": string
"send": string
"sending": string
"waiting": string
"sent": string
"closed": string
"closedSent": string
"refused": (p: { why: string }) => string }
"outcome": { "voided": string
"voidedHint": string
"none": string
"late": string
"loading": string
"earned": string
"total": string
"rank": string
"of": (p: { rank: number; players: number }) => string
"gap": (p: { points: number }) => string
"lead": string
"tied": string
"streak": (p: { count: number }) => string
"said": (p: { points: number; rank: number }) => string }
"standings": { "title": string
"rank": string
"player": string
"team": string
"points": string
"you": string
"up": (p: { count: number }) => string
"down": (p: { count: number }) => string
"teams": string
"none": string }
"end": { "title": string
"first": string
"podium": string
"rank": (p: { rank: number; players: number }) => string
"points": (p: { points: number }) => string
"empty": string
"pointless": string
"review": string
"closed": string
"alone": string }
"kicked": { "title": string
"hint": string } }
  export default messages
}
declare module 'texts/live/problems' {
  const messages: { "teams-too-few": string
"game-not-found": string
"too-many-tries": (p: { seconds: string }) => string
"guests-may-not-host": string
"hosting-reserved": string
"wrong-game-secret": string
"game-ended": string
"game-moved-on": string
"command-out-of-place": string
"game-locked": string
"game-full": (p: { limit: number }) => string
"nickname-taken": (p: { name: string }) => string
"nickname-needed": string
"team-needed": string
"kicked": string
"round-not-open": string
"round-closed": string }
  export default messages
}
declare module 'texts/not-found' {
  const messages: { "title": string
"body": string }
  export default messages
}
declare module 'texts/play' {
  const messages: { "question": (p: { number: number; total: number }) => string
"score": (p: { score: number }) => string
"difficulty": { "1": string
"2": string
"3": string }
"choices": string
"check": string
"pickSome": string
"pickAll": string
"next": string
"finish": string
"practice": string
"skip": string
"timeUp": string
"checking": string
"saved": string
"offline": string
"needsConnection": string
"refused": (p: { why: string }) => string
"unknown": string
"failed": string
"home": string
"marks": { "right": string
"wrongPick": string
"rightPick": string
"missed": string
"partPick": string
"outweighed": string }
"yourNumber": string
"yourAnswer": string
"understood": (p: { number: string }) => string
"ambiguous": (p: { numbers: string }) => string
"noNumber": string
"code": string
"formula": string
"yours": string
"hint": string
"showHint": string
"hintCosts": (p: { cost: number }) => string
"feedback": string
"key": string }
  export default messages
}
declare module 'texts/problems' {
  const messages: { "unreachable": string
"no-proper-answer": string
"other": string
"too-many-requests": string
"server-error": string
"server-away": string
"database-unavailable": string
"schema-outdated": string }
  export default messages
}
declare module 'texts/questions/blanks' {
  const messages: { "gap": (p: { number: number; total: number }) => string
"measured": (p: { gap: string; unit: string }) => string
"read": (p: { gap: string; what: string }) => string
"choose": string
"fillIn": string
"empty": string
"fill": string }
  export default messages
}
declare module 'texts/questions/image' {
  const messages: { "area": (p: { letter: string }) => string
"pickAreas": string
"pickAll": string
"point": string
"label": (p: { alt: string; help: string }) => string
"spot": (p: { x: number; y: number }) => string
"outlined": string }
  export default messages
}
declare module 'texts/questions/opinions' {
  const messages: { "truth": { "true": string
"false": string }
"vote": string
"voteSome": string
"pickSome": string
"word": (p: { number: number; total: number }) => string
"wordHint": string
"wordsHint": string
"send": string }
  export default messages
}
declare module 'texts/questions/ordering' {
  const messages: { "order": string
"orderHint": string
"keep": string
"untouched": string
"position": (p: { place: number; total: number }) => string
"move": { "up": string
"down": string }
"moved": (p: { item: string; place: number; total: number }) => string
"picked": (p: { item: string }) => string
"place": (p: { place: number }) => string
"rightOrder": string }
  export default messages
}
declare module 'texts/questions/placed' {
  const messages: { "open": string
"nowhere": string
"put": (p: { item: string; place: string; count: number; total: number }) => string
"start": string
"count": (p: { count: number; total: number }) => string }
  export default messages
}
declare module 'texts/questions/slider' {
  const messages: { "nothing": string
"typed": string
"hint": string }
  export default messages
}
declare module 'texts/result' {
  const messages: { "title": string
"open": (p: { count: number }) => string
"goOn": string
"sending": string
"ranOut": string
"kept": (p: { count: number }) => string
"keptHow": string
"resultWaits": string
"keptUntil": (p: { when: string }) => string
"keptLate": (p: { when: string }) => string
"handInNow": string
"handedIn": (p: { quiz: string }) => string
"seeResult": string
"keptOf": (p: { count: number; quiz: string }) => string
"notAccepted": (p: { count: number; numbers: string; why: string }) => string
"tooLate": (p: { count: number; numbers: string }) => string
"score": (p: { score: number; max: number }) => import('./texts').TextPart<'score'>[]
"corrected": (p: { before: number }) => string
"correctedKey": string
"nameLabel": string
"nameHint": string
"namePlaceholder": string
"save": string
"saving": string
"listed": (p: { name: string }) => import('./texts').TextPart<'name'>[]
"game": string
"again": string
"share": string
"copied": string
"copyFailed": string
"scored": (p: { score: number; max: number; quiz: string; url: string }) => string
"tookPart": (p: { quiz: string; url: string }) => string
"review": string
"jump": string
"jumpTo": (p: { number: number; outcome: string }) => string
"skipped": string
"all": string
"about": (p: { number: number }) => string
"nothing": string
"compared": (p: { share: number }) => string
"streak": (p: { count: number }) => string
"best": (p: { score: number; max: number }) => string
"newBest": string
"practice": string
"practise": (p: { count: number }) => string
"practiseAgain": (p: { count: number }) => string
"back": string
"poll": string
"comment": string
"failed": string
"tiers": { "none": { "1": string
"2": string
"3": string }
"little": { "1": string
"2": string
"3": string }
"half": { "1": string
"2": string
"3": string }
"much": { "1": string
"2": string
"3": string }
"nearly": { "1": string
"2": string
"3": string }
"all": { "1": string
"2": string
"3": string } } }
  export default messages
}
declare module 'texts/rules' {
  const messages: { "title": string
"scored": string
"code": string
"codeHint": string
"personal": string
"finish": string
"passed": string
"failed": string
"passMark": (p: { percent: number }) => string
"in": string
"results": (p: { when: string }) => string
"before": { "opens": (p: { when: string }) => string
"closes": (p: { when: string }) => string
"quizTime": (p: { time: string }) => string
"free": string
"freeTime": string
"questionTime": (p: { time: string }) => string
"exceptions": string
"ownTimes": string
"perTag": (p: { tags: string }) => string
"ofTag": (p: { count: number; tag: string }) => string
"results": (p: { when: string }) => string
"attempts": (p: { attempts: number }) => string }
"scoring": { "speed": (p: { rest: number }) => string
"penalty": (p: { penalty: number }) => string
"hint": (p: { cost: number }) => string
"allOrNothing": string
"passMark": (p: { percent: number }) => string } }
  export default messages
}
declare module 'texts/scores' {
  const messages: { "title": string
"sorts": { "best": string
"latest": string }
"sort": string
"rank": string
"name": string
"score": string
"when": string
"you": string
"empty": string
"failed": string
"far": string }
  export default messages
}
declare module 'texts/site' {
  const messages: { "title": (p: { page: string; site: string }) => string
"skip": string
"retry": string
"loading": string
"unreached": string
"header": { "home": (p: { site: string }) => string
"soundOn": string
"theme": { "system": string
"light": string
"dark": string } }
"footer": { "wat": string
"authors": string } }
  export default messages
}
declare module 'texts/start' {
  const messages: { "name": string
"nameHint": string
"pick": string
"find": string
"findHint": string
"count": (p: { count: number }) => string
"showNames": string
"namesLoading": string
"chooseFirst": string
"continue": (p: { number: number; total: number }) => string
"startNew": string
"left": (p: { count: number }) => string
"usedUp": (p: { allowed: number }) => string
"closed": (p: { when: string }) => string
"last": (p: { score: number; max: number }) => string
"best": (p: { score: number; max: number }) => string
"later": string
"see": string }
  export default messages
}
declare module 'texts/start-problems' {
  const messages: { "access-code-needed": string
"wrong-access-code": string
"player-key-needed": string
"name-needed": string
"name-not-listed": (p: { name: string }) => string
"name-used-up": (p: { allowed: number; name: string }) => string
"no-class-list": string
"no-name-at-end": string }
  export default messages
}
declare module 'texts/studio/account' {
  const messages: { "signIn": { "title": string
"intro": string
"email": string
"password": string
"submit": string
"sending": string
"or": string
"oidc": (p: { provider: string }) => string
"forgot": string
"noMail": string
"expired": string
"refused": { "failed": string
"unverified": string
"domain": string
"unknown": string
"unproven": string
"disabled": string } }
"forgot": { "title": string
"intro": string
"submit": string
"sending": string
"sent": string
"back": string }
"link": { "loading": string
"title": { "setup": string
"invitation": string
"reset": string }
"intro": { "setup": string
"invitation": { "author": string
"admin": string }
"reset": string }
"submit": { "setup": string
"invitation": string
"reset": string }
"sending": string
"spent": string
"toSignIn": string }
"fields": { "name": string
"nameHint": string
"newPassword": string
"password": string
"oldPassword": string
"newEmail": string
"newEmailHint": string
"yourPassword": string
"showLabel": string
"length": { "none": string
"short": (p: { count: number }) => string
"enough": (p: { count: number }) => string
"strong": (p: { count: number }) => string }
"required": string
"noEmail": string
"short": string
"long": string }
"account": { "title": string
"profile": string
"saveName": string
"saved": string
"saving": string
"password": string
"noPassword": string
"email": string
"noPasswordEmail": string
"saveEmail": string
"savePassword": string
"changed": string
"media": string
"mediaUsed": (p: { files: number; used: number }) => string
"mediaOf": (p: { files: number; used: number; limit: number }) => string
"sessions": string
"here": string
"times": (p: { begun: string; changed: string }) => string
"end": string
"endLabel": (p: { agent: string }) => string
"endOthers": string
"endAll": string
"unknownAgent": string
"on": (p: { browser: string; system: string }) => string } }
  export default messages
}
declare module 'texts/studio/bank' {
  const messages: { "title": string
"intro": string
"search": string
"searchHint": string
"quiz": string
"quizzes": { "any": string }
"type": string
"types": { "any": string }
"tag": string
"difficulty": string
"difficulties": { "0": string
"1": string
"2": string
"3": string }
"loading": string
"found": (p: { count: number }) => string
"foundMore": (p: { count: number }) => string
"more": string
"empty": { "title": string
"text": string
"action": string }
"nothing": { "title": string
"text": string
"clear": string }
"untitled": string
"in": (p: { quiz: string }) => import('./texts').TextPart<'link'>[]
"from": (p: { quiz: string }) => string
"points": (p: { points: number }) => string
"answers": string
"correct": string
"select": (p: { question: string }) => string
"selectAll": string
"selected": (p: { count: number }) => string
"unselect": string
"viewOnly": string
"actions": { "tags": string
"untag": string
"points": string
"difficulty": string
"copy": string
"move": string
"delete": string }
"did": { "change": (p: { count: number }) => string
"copy": (p: { count: number; quiz: string }) => string
"move": (p: { count: number; quiz: string }) => string
"delete": (p: { count: number }) => string
"use": (p: { count: number }) => string
"undo": string }
"undo": string
"cancel": string
"apply": string
"stale": (p: { problem: string }) => string
"ask": { "tags": string
"tagsHint": string
"tagsWrong": string
"points": string
"pointsWrong": string }
"deletion": { "title": (p: { count: number }) => string
"text": (p: { quizzes: number }) => string
"yes": (p: { count: number }) => string }
"pick": { "copy": string
"move": string
"search": string
"none": string
"questions": (p: { count: number }) => string }
"panel": { "title": string
"use": string
"useOf": (p: { question: string }) => string
"useSelected": (p: { count: number }) => string
"hint": string } }
  export default messages
}
declare module 'texts/studio/collaborators' {
  const messages: { "title": string
"intro": string
"none": string
"email": string
"may": string
"mays": { "view": string
"edit": string }
"submit": string
"sending": string
"remove": string
"undo": string
"of": (p: { action: string; name: string }) => string
"added": (p: { name: string }) => string
"removed": (p: { name: string }) => string }
  export default messages
}
declare module 'texts/studio/editor' {
  const messages: { "loading": string
"back": string
"tabs": { "questions": string
"settings": string
"collaborators": string
"files": string }
"results": string
"tabsLabel": string
"tabsOfOne": { "edit": string
"preview": string }
"tabsOfOneLabel": string
"head": { "title": string
"share": string
"preview": string
"menu": string
"tips": (p: { count: number }) => string }
"picker": { "title": string
"elsewhere": { "bank": string
"import": string }
"elsewhereHints": { "bank": string
"import": string } }
"readonly": string
"states": { "saved": string
"waiting": string
"saving": string
"retrying": string
"conflict": string
"refused": (p: { message: string }) => string }
"list": { "title": string
"empty": string
"add": string
"untitled": string
"handle": (p: { name: string; number: number; total: number }) => string
"moved": (p: { name: string; place: number; total: number }) => string
"removed": (p: { name: string }) => string
"undoRemove": string
"unsaved": string
"addOther": string
"wrong": string
"back": string
"place": (p: { number: number; total: number }) => string
"previous": string
"next": string }
"form": { "prompt": string
"promptPlaceholder": string
"explanationPlaceholder": string
"number": (p: { number: number }) => string
"type": string
"menu": (p: { number: number }) => string
"typeChanged": (p: { type: string }) => string
"typeDropped": (p: { texts: string }) => string
"typeKeyLost": string
"explanation": string
"texts": string
"hint": string
"hintHint": string
"more": string
"tags": string
"tagsHint": string
"difficulty": string
"difficulties": { "1": string
"2": string
"3": string }
"points": string
"seconds": string
"secondsHint": string
"author": string
"licence": string
"url": string
"undo": string
"redo": string
"duplicate": string
"remove": string
"history": string
"noEditor": string }
"preview": { "title": string
"hint": string
"again": string
"shuffle": string
"not": string
"loading": string }
"conflict": { "title": (p: { name: string }) => string
"someone": string
"intro": string
"mine": string
"theirs": string
"takeMine": string
"takeTheirs": string
"nothing": string }
"orphans": { "title": string
"intro": (p: { name: string }) => string
"add": string
"drop": string }
"uploading": string
"publish": { "open": string
"none": string
"publishing": string
"unsaved": string
"notUploaded": (p: { number: number; questions: string }) => string
"discard": string
"discardSure": string
"discardYes": string
"discardNo": string
"discarded": string }
"problems": { "quiz": string
"question": (p: { number: number }) => string
"fix": (p: { count: number }) => string
"fine": string
"close": string
"tip": (p: { tip: string }) => string
"groups": { "not-explained": (p: { count: number }) => string
"long-prompt": (p: { count: number }) => string
"wide-code": (p: { count: number }) => string
"question-time-ignored": (p: { count: number }) => string
"media-not-stored": (p: { count: number }) => string }
"blank": (p: { name: string }) => string
"at": (p: { field: string; message: string }) => string
"fields": { "prompt": string
"body": string
"hint": string
"seconds": string
"explanation": string
"tags": string
"difficulty": string
"points": string
"source": string
"type": string
"title": string
"description": string
"language": string
"settings": string
"questions": string } }
"files": { "title": string
"of": { "draft": string
"published": string }
"intro": { "draft": string
"published": string }
"none": string
"name": { "draft": (p: { format: string }) => string
"published": (p: { format: string }) => string }
"refused": (p: { why: string }) => string
"unsaved": string
"imported": (p: { count: number }) => string }
"visibilities": { "public": string
"unlisted": string
"private": string }
"history": { "title": string
"none": string
"by": (p: { when: string; name: string }) => string
"now": string
"show": string
"hide": string
"restore": string
"restored": string
"draft": string
"first": string
"sameAsBefore": string
"changed": (p: { edition: string }) => string
"added": string
"removed": string
"correct": string
"on": string
"off": string
"fields": { "prompt": string
"body": string
"hint": string
"explanation": string
"points": string
"seconds": string
"tags": string
"difficulty": string }
"labels": { "accept": string
"key": string
"tolerance": string
"unit": string
"near": string
"shuffle": string
"pairs": string
"items": string
"categories": string
"category": string
"distractors": string
"text": string
"gaps": string
"media": string
"alt": string
"areas": string
"feedback": string
"slider": string
"choices": string }
"of": (p: { action: string; edition: string }) => string } }
  export default messages
}
declare module 'texts/studio/imports' {
  const messages: { "title": string
"into": string
"intoIntro": string
"intro": string
"name": string
"readAs": (p: { format: string }) => string
"readAsTitled": (p: { format: string; title: string }) => string
"text": string
"choose": string
"tooLarge": (p: { megabytes: number }) => string
"busy": { "checking": string
"importing": string }
"good": (p: { count: number }) => string
"refused": (p: { count: number }) => string
"faults": string
"line": (p: { line: string }) => string
"fault": (p: { name: string; message: string }) => string
"all": string
"onlyGood": string
"recognised": string
"part": (p: { part: string; line: string }) => string
"losses": string
"effects": { "grading": string
"appearance": string
"aside": string }
"loss": (p: { effect: string; message: string }) => string
"lossOf": (p: { effect: string; name: string; message: string }) => string
"formats": { "markdown": string
"json": string
"yaml": string
"text": string } }
  export default messages
}
declare module 'texts/studio/lists' {
  const messages: { "title": string
"intro": string
"new": string
"empty": { "title": string
"text": string }
"count": (p: { count: number }) => string
"usedBy": (p: { quizzes: string }) => string
"unused": string
"edit": string
"editOf": (p: { title: string }) => string
"results": string
"resultsOf": (p: { title: string }) => string
"form": { "title": string
"names": string
"namesHint": string
"line": (p: { line: number; name: string; problem: string }) => string
"needed": string
"create": string
"save": string
"cancel": string }
"created": (p: { title: string }) => string
"saved": (p: { title: string }) => string
"delete": string
"deleteSure": (p: { count: number; quizzes: string }) => string
"deleteYes": string
"deleteNo": string
"deleted": (p: { title: string }) => string }
  export default messages
}
declare module 'texts/studio/people' {
  const messages: { "title": string
"onlyAdmins": string
"invite": string
"inviteSubmit": string
"inviting": string
"role": string
"roles": { "author": string
"admin": string }
"roleHint": string
"link": { "invitation": (p: { email: string }) => string
"reset": (p: { name: string }) => string
"mailed": string
"handOn": string }
"invitations": { "title": string
"none": string
"until": (p: { when: string }) => string
"revoke": string
"sure": string
"yes": string
"no": string
"revoked": (p: { email: string }) => string
"untilBy": (p: { name: string; when: string }) => import('./texts').TextPart<'name'>[] }
"address": { "change": string
"of": (p: { name: string }) => string
"hint": string
"hintProvider": string
"submit": string
"saving": string
"cancel": string }
"list": string
"you": string
"disabled": string
"makeAdmin": string
"makeAuthor": string
"disable": string
"enable": string
"reset": string
"actions": string
"of": (p: { action: string; name: string }) => string
"changed": (p: { name: string }) => string
"more": string
"audit": { "title": string
"intro": string
"actions": { "accommodation": { "add": string
"remove": string }
"answer": { "comment": string }
"attempt": { "delete": string }
"draft": { "discard": string }
"link": { "ask": string
"invitation": string
"make": string
"reset": string
"revoke": string
"setup": string }
"list": { "change": string
"create": string
"delete": string }
"media": { "remove": string
"upload": string }
"player": { "erase": string }
"quiz": { "archive": string
"change": string
"cover": string
"create": string
"delete": string
"duplicate": string
"import": string
"list": string
"publish": string
"remove": string
"rescore": string
"restore": string
"share": string }
"session": { "begin": string }
"site": { "change": string }
"sync": { "archive": string
"create": string
"restore": string
"update": string }
"user": { "create": string
"disable": string
"email": string
"enable": string
"invite": string
"name": string
"oidc": string
"password": string
"role": string } }
"quiz": string
"more": string
"details": { "accommodation": string
"list": string
"names": string
"added": string
"removed": string
"title": string
"of": string
"questions": string
"stored": string
"file": string
"format": string
"whom": string
"role": string
"oidc": string
"files": string
"bytes": string
"media": string
"media_type": string
"attempts": string
"shares": string
"name": string
"email": string
"slug": string
"visibility": string
"characters": string
"folder": string
"headline": string
"welcome": string
"accent": string
"logo": string
"links": string }
"values": { "visibility": { "public": string
"unlisted": string
"private": string }
"may": { "view": string
"edit": string } }
"pair": (p: { name: string; value: string }) => string
"none": string
"yes": string
"no": string } }
  export default messages
}
declare module 'texts/studio/print' {
  const messages: { "title": (p: { title: string }) => string
"loading": string
"versions": string
"seed": string
"seedHint": string
"seedWrong": string
"shuffle": string
"withKey": string
"names": string
"print": string
"back": string
"hint": string
"empty": string
"version": (p: { version: string; code: string }) => string
"code": (p: { code: string }) => string
"name": string
"class": string
"date": string
"sum": (p: { points: string }) => string
"points": (p: { count: number; shown: string }) => string
"keyOf": (p: { title: string }) => string
"noKey": string
"isTrue": string
"isFalse": string
"sound": string
"order": (p: { first: string; count: number; last: string }) => string
"firstOne": string
"lastOne": string
"number": (p: { count: number }) => string
"letters": string
"cross": string }
  export default messages
}
declare module 'texts/studio/problems' {
  const messages: { "class-list-not-found": string
"listed-twice": (p: { name: string }) => string
"too-many-lists": (p: { limit: number }) => string
"class-list-needed": string
"address-from-provider": string
"address-taken": (p: { email: string }) => string
"admins-only": string
"alias-refused": string
"answer-not-fields": string
"answer-not-letters": string
"answer-not-offered": (p: { letter: string }) => string
"answer-repeated": string
"answer-without-choices": string
"area-without-inside": string
"bad-format-[key]": string
"bad-format-alt": string
"bad-format-code": string
"bad-format-distractors": string
"bad-format-hidden": string
"bad-format-id": string
"bad-format-items": string
"bad-format-key": string
"bad-format-label": string
"bad-format-language": string
"bad-format-left": string
"bad-format-media": string
"bad-format-right": string
"bad-format-slug": string
"bad-format-tags": string
"bad-format-text": string
"bad-format-time_zone": string
"bad-format-title": string
"bad-format-url": string
"changed-meanwhile": (p: { by: string }) => string
"changed-meanwhile-without-by": string
"choice-in-explanation": string
"choice-without-text": string
"choices-not-open": string
"choices-out-of-order": (p: { letter: string }) => string
"choices-unticked": string
"choices-without-prompt": string
"closes-before-opening": string
"common-password": string
"cover-not-found": string
"cover-not-image": string
"cross-site-request": string
"date-needs-feedback": string
"free-without-question-time": string
"free-needs-later-feedback": string
"draft-not-found": string
"draft-question-not-found": string
"draw-too-large": (p: { limit: number }) => string
"draft-too-large": (p: { megabytes: number }) => string
"edited-as-files": (p: { limit: number }) => string
"edition-not-found": string
"empty-alt": string
"empty-title": string
"explanation-repeated": string
"explanation-too-early": string
"feedback-needs-date": string
"field-name-not-text": string
"file-empty": string
"file-expected": string
"file-too-large": (p: { kilobytes: number }) => string
"first-and-last-too-many": string
"format-not-recognised": string
"format-refused": string
"front-matter-missing": string
"front-matter-open": string
"gap-defined-twice": (p: { gap: string }) => string
"gap-misplaced": (p: { gap: string }) => string
"gap-named-as-answer": (p: { gap: string }) => string
"gap-not-in-text": (p: { gap: string }) => string
"gap-twice-in-text": (p: { gap: string }) => string
"gap-undefined": (p: { gap: string }) => string
"gaps-expected": string
"give-one-of": string
"heading-unread": string
"hides-everything": string
"image-damaged": string
"image-expected": string
"invitation-not-open": string
"item-count": (p: { least: number; most: number }) => string
"key-not-offered": (p: { what: 'areas' | 'choices' | 'other' }) => string
"key-twice": (p: { what: 'areas' | 'choices' | 'other' }) => string
"key-between-stops": string
"key-off-slider": string
"last-admin": string
"lettered-choice-empty": (p: { letter: string }) => string
"link-spent": string
"long-prompt": (p: { limit: number }) => string
"marked-in-two-ways": string
"logo-not-image": string
"media-elsewhere": string
"media-missing": string
"media-not-described": string
"media-not-found": string
"media-not-stored": string
"media-not-taken": (p: { name: string }) => string
"media-quota-reached": (p: { used: number; limit: number; needed: number }) => string
"media-too-large": (p: { kind: 'image' | 'sound' | 'other'; megabytes: number }) => string
"missing-gaps": string
"missing-text": string
"missing-media": string
"missing-choices": string
"missing-items": string
"missing-pairs": string
"missing-categories": string
"missing-areas": string
"missing-alt": string
"missing-accept": string
"missing-key": string
"near-within-tolerance": string
"nested-too-deeply": string
"no-choices": string
"no-corners": string
"no-full-credit": string
"no-identity-provider": string
"no-mail": string
"no-pair": (p: { text: string }) => string
"handout-too-long": (p: { most: number; count: number }) => string
"no-questions": string
"no-quiz": string
"no-single-value": (p: { text: string }) => string
"no-such-account": (p: { email: string }) => string
"no-such-time-zone": string
"no-such-type": (p: { type: string }) => string
"no-text": string
"no-time-zone": string
"no-title": string
"no-value": (p: { text: string }) => string
"range-not-satisfiable": string
"rest-of-question": string
"order-kept": (p: { text: string }) => string
"none-marked-right": string
"not-an-address": string
"not-checked": string
"not-explained": string
"not-for-answer": (p: { name: string }) => string
"not-for-heading": (p: { name: string }) => string
"not-in-list": (p: { line: string }) => string
"not-read-as-json": string
"not-read-as-yaml": string
"not-utf8": string
"number-expected": (p: { found: string }) => string
"ogg-without-opus": string
"one-choice-only": string
"one-right-only": string
"one-tick-needed": (p: { count: number }) => string
"only-wildcards": string
"option-in-category": (p: { name: string }) => string
"other-attempts-now": (p: { found: number }) => string
"own-address": string
"owner-only": string
"owns-it-already": string
"password-is-name": string
"published-meanwhile": string
"question-not-found": string
"question-time-ignored": string
"question-too-large": (p: { kilobytes: number }) => string
"quiz-follows-files": (p: { origin: string }) => string
"quiz-not-shared": string
"quiz-time-too-short": string
"result-not-found": string
"same-address": string
"same-id": (p: { what: 'choices' | 'areas' | 'other' }) => string
"same-question-id": (p: { id: string }) => string
"same-text": (p: { what: 'choices' | 'items' | 'lefts' | 'rights' | 'categories' | 'other'; text: string }) => string
"section-repeated": (p: { section: string; at_line: number }) => string
"server-busy": string
"session-ended": string
"signed-out": string
"slider-steps": (p: { limit: number }) => string
"slug-taken": string
"sound-damaged": string
"sound-misplaced": string
"speed-needs-timer": string
"heic-refused": string
"svg-refused": string
"table-too-large": (p: { format: 'xlsx' | 'csv' | 'other' }) => string
"text-before-questions": string
"too-few-accept": string
"too-few-areas": (p: { limit: number }) => string
"too-few-categories": (p: { limit: number }) => string
"too-few-choices": (p: { limit: number }) => string
"too-few-items": (p: { limit: number }) => string
"too-few-key": string
"too-few-pairs": (p: { limit: number }) => string
"too-many-answers": (p: { limit: number; slug: string }) => string
"too-many-columns": (p: { limit: number }) => string
"too-many-parts": (p: { limit: number }) => string
"too-many-personal-links": (p: { limit: number }) => string
"too-many-pixels": (p: { megapixels: number }) => string
"too-many-questions": (p: { limit: number }) => string
"too-many-tries": (p: { seconds: string }) => string
"took-too-long": string
"took-too-much-memory": string
"trial-outdated": string
"true-or-false-expected": (p: { found: string }) => string
"unknown-format": (p: { name: string; known: string }) => string
"unpublishable": string
"user-not-found": string
"video-refused": string
"view-only": string
"wide-code": (p: { limit: number }) => string
"written-as-yaml": (p: { type: string }) => string
"wrong-csrf-token": string
"wrong-page-key": string
"wrong-password": string
"wrong-sign-in": string
"yaml-open": string
"year-out-of-range": (p: { first: string; last: string }) => string }
  export default messages
}
declare module 'texts/studio/questions' {
  const messages: { "types": { "single": string
"multiple": string
"truefalse": string
"text": string
"number": string
"blanks": string
"ordering": string
"matching": string
"categorise": string
"image": string
"poll": string
"wordcloud": string }
"typeExamples": { "single": string
"multiple": string
"truefalse": string
"text": string
"number": string
"blanks": string
"ordering": string
"matching": string
"categorise": string
"image": string
"poll": string
"wordcloud": string }
"cancel": string
"toolbar": (p: { field: string }) => string
"commands": { "bold": string
"italic": string
"code": string
"block": string
"list": string
"link": string
"math": string }
"media": { "storing": (p: { name: string }) => string
"shows": string
"heard": string
"why": string
"needed": string
"again": string
"put": string
"replace": string
"remove": string }
"rows": { "choice": { "numbered": (p: { number: number }) => string
"add": string
"menu": (p: { number: number }) => string }
"answer": { "numbered": (p: { number: number }) => string
"add": string
"menu": (p: { number: number }) => string }
"item": { "numbered": (p: { number: number }) => string
"add": string
"menu": (p: { number: number }) => string }
"pair": { "numbered": (p: { number: number }) => string
"add": string
"menu": (p: { number: number }) => string }
"distractor": { "numbered": (p: { number: number }) => string
"add": string
"menu": (p: { number: number }) => string }
"category": { "numbered": (p: { number: number }) => string
"add": string
"menu": (p: { number: number }) => string }
"area": { "numbered": (p: { number: number }) => string
"add": string
"menu": (p: { number: number }) => string } }
"rowMenu": { "up": string
"down": string
"image": string
"remove": string }
"removed": string
"movedTo": (p: { place: number; total: number }) => string
"most": (p: { count: number }) => string
"choices": { "label": string
"hint": { "one": string
"several": string
"none": string }
"right": (p: { choice: string }) => string
"shuffle": string
"shuffleHint": string
"correct": (p: { choice: string }) => string
"mark": string
"addFeedback": string
"removeFeedback": string
"feedback": string
"feedbackOf": (p: { choice: string }) => string }
"poll": { "several": string }
"wordcloud": { "entries": string
"upTo": (p: { count: number }) => string
"hidden": string
"hiddenHint": string }
"truefalse": { "label": string
"hint": string
"true": string
"false": string }
"feedback": { "title": string
"hint": string
"of": (p: { answer: string }) => string }
"number": { "key": string
"unit": string
"ambiguous": (p: { choices: string }) => string
"tolerance": string
"toleranceHint": string
"near": string
"nearHint": string }
"slider": { "use": string
"useHint": string
"label": string
"from": string
"to": string
"step": string
"stepHint": string }
"accepted": { "label": string
"hint": string
"credit": (p: { answer: string }) => string }
"text": { "near": string
"nearHint": string
"case": string
"accents": string }
"ordering": { "top": string
"topHint": string
"bottom": string
"items": string
"itemsHint": string }
"matching": { "pairs": string
"pairsHint": string
"left": string
"leftOf": (p: { pair: string }) => string
"right": string
"rightOf": (p: { pair: string }) => string
"distractors": string
"distractorsHint": string }
"categorise": { "label": string
"hint": string
"title": string
"titleOf": (p: { category: string }) => string
"items": (p: { category: string }) => string }
"blanks": { "text": string
"textHint": string
"insert": string }
"gap": { "kind": string
"kinds": { "text": string
"number": string
"choice": string }
"count": (p: { count: number }) => string
"choicesHint": string }
"image": { "picture": string
"choose": string
"another": string
"alt": string
"altHint": string
"areas": string
"areasHint": string
"label": (p: { area: string }) => string
"show": string
"showHint": string
"tool": string
"tools": { "move": string
"rect": string
"circle": string
"polygon": string }
"close": string
"numbers": { "rect": { "x": string
"y": string
"w": string
"h": string }
"circle": { "x": string
"y": string
"r": string } }
"corners": string
"cornersHint": string
"drop": string
"moveArea": (p: { area: string }) => string
"movePoint": (p: { area: string; number: number }) => string }
"withKey": (p: { command: string; key: string }) => string }
  export default messages
}
declare module 'texts/studio/quizzes' {
  const messages: { "title": string
"make": string
"makeTitle": string
"makeSubmit": string
"making": string
"import": string
"search": string
"searchHint": string
"show": string
"kinds": { "mine": string
"drafts": string
"published": string
"changed": string
"shared": string
"all": string
"archived": string
"deleted": string }
"sort": string
"sorts": { "edited": string
"name": string
"played": string
"attempts": string }
"label": string
"labels": { "any": string
"of": (p: { label: string; count: number }) => string }
"loading": string
"found": (p: { count: number }) => string
"foundMore": (p: { count: number }) => string
"empty": { "mine": { "title": string
"text": string }
"begin": string
"importFirst": string
"tour": string
"tourTitle": string
"drafts": { "title": string
"text": string }
"published": { "title": string
"text": string }
"changed": { "title": string
"text": string }
"shared": { "title": string
"text": string }
"all": { "title": string
"text": string }
"archived": { "title": string
"text": string }
"deleted": { "title": string
"text": string } }
"nothing": { "title": string
"text": string
"clear": string }
"more": string
"states": { "draft": string
"published": string
"changed": string
"archived": string
"deleted": string
"pack": (p: { origin: string }) => string
"view": string
"edit": string }
"access": { "public": string
"unlisted": string
"private": string }
"questions": (p: { count: number }) => string
"played": (p: { count: number }) => string
"playedMost": (p: { count: number }) => string
"owner": (p: { name: string }) => string
"changed": (p: { when: string }) => string
"removed": (p: { date: string }) => string
"play": string
"edit": string
"look": string
"share": string
"results": string
"actions": string
"duplicate": string
"copyOf": (p: { title: string }) => string
"archive": string
"restore": string
"delete": string
"exportJson": string
"exportMarkdown": string
"of": (p: { action: string; title: string }) => string
"undo": string
"cancel": string
"save": string
"did": { "duplicate": (p: { title: string }) => string
"archive": (p: { title: string }) => string
"restore": (p: { title: string }) => string
"delete": (p: { title: string }) => string
"undelete": (p: { title: string }) => string
"cover": string
"labels": string }
"labelling": { "action": string
"title": (p: { title: string }) => string
"hint": string
"yours": string
"new": string
"newHint": string
"tooMany": (p: { most: number }) => string }
"cover": { "action": string
"title": (p: { title: string }) => string
"hint": string
"choose": string
"drawn": string
"uploading": string }
"deletion": { "title": (p: { title: string }) => string
"gone": string
"questions": (p: { count: number }) => string
"attempts": (p: { count: number }) => string
"running": (p: { count: number }) => string
"links": (p: { count: number }) => string
"grace": (p: { days: number }) => string
"yes": string } }
  export default messages
}
declare module 'texts/studio/results' {
  const messages: { "title": (p: { quiz: string }) => string
"short": string
"failed": string
"summary": { "title": string
"total": string
"running": string
"finished": string
"average": string
"median": string
"of": (p: { most: number }) => string
"none": string
"empty": (p: { count: number }) => string
"live": (p: { total: number; finished: number }) => string }
"missing": { "title": string
"some": (p: { missing: number; total: number; list: string }) => string
"none": (p: { list: string }) => string
"unfinished": string
"copy": string
"copied": string
"notCopied": string
"again": string }
"live": { "empty": string
"emptyHint": string
"now": string
"paused": string
"pause": string
"resume": string }
"scores": { "title": string
"empty": string
"points": string
"percent": string
"attempts": string
"table": string
"summary": (p: { total: number; score: string; count: number }) => string }
"outcome": { "right": string
"partly": string
"wrong": string
"open": string
"none": string
"counts": (p: { correct: number; partly: number; wrong: number; none: number }) => string }
"list": { "title": string
"grid": string
"by": string
"byPlayer": string
"byQuestion": string
"notDrawn": string
"wholeOf": (p: { number: string }) => string
"name": string
"since": string
"until": string
"state": string
"states": { "all": string
"finished": string
"running": string }
"filter": string
"empty": string
"columns": { "name": string
"started": string
"score": string
"seconds": string }
"nobody": string
"open": (p: { number: string }) => string
"running": string
"of": (p: { score: number; most: number }) => string
"was": (p: { score: number }) => string
"passed": string
"failed": string
"more": string
"shown": (p: { count: number }) => string }
"figures": { "title": string
"order": string
"hardest": string
"inOrder": string
"short": (p: { position: number }) => string
"old": string
"most": string
"showAll": string
"showAllOf": (p: { count: number }) => string
"intro": (p: { latest: number }) => string
"empty": string
"asked": (p: { asked: number; answered: number }) => string
"credit": (p: { share: number }) => string
"gone": string
"share": (p: { count: number; share: number }) => string
"others": (p: { count: number }) => string
"more": string }
"cloud": { "answer": string
"players": string
"change": string
"hide": string
"show": string
"hiddenBy": (p: { pattern: string }) => string
"isHidden": (p: { answer: string }) => string
"isShown": (p: { answer: string }) => string }
"downloads": { "title": string
"name": { "attempts": (p: { format: string }) => string
"questions": (p: { format: string }) => string } }
"answer": { "previous": string
"next": string
"whole": string
"everywhere": string }
"attempt": { "title": (p: { number: string }) => string
"answer": string
"correct": string
"seen": string
"back": string
"steps": string
"previous": string
"next": string
"print": string
"strip": string
"tookAll": (p: { time: string }) => string
"everywhere": string
"unasked": string
"unanswered": string
"hinted": string
"took": (p: { seconds: number }) => string
"former": (p: { points: number }) => string
"delete": string
"deleteSure": string
"deleted": (p: { number: string }) => string }
"player": { "back": string
"title": (p: { name: string }) => string
"quiz": string
"attempt": string
"sum": (p: { attempts: number; quizzes: number }) => string
"empty": string
"emptyHint": string
"more": (p: { count: number }) => string }
"classes": { "title": (p: { list: string }) => string
"sum": (p: { members: number; quizzes: number }) => string
"idle": (p: { count: number }) => string
"which": string
"inOrder": string
"lowest": string
"file": (p: { format: string }) => string
"table": string
"average": string
"ofClass": string
"finished": (p: { count: number }) => string
"played": (p: { played: number; quizzes: number }) => string
"missing": string
"open": (p: { score: string; player: string; quiz: string }) => string
"empty": string
"emptyHint": string
"more": (p: { count: number }) => string }
"comment": { "add": string
"edit": string
"label": string
"hint": string
"save": string
"saved": string
"removed": string }
"erase": { "title": string
"intro": string
"ofAttempt": string
"name": string
"everywhere": string
"look": string
"nothing": string
"found": (p: { count: number; links: number; lists: number }) => string
"where": (p: { quiz: string; count: number }) => string
"list": (p: { title: string }) => string
"link": (p: { label: string }) => string
"delete": string
"done": (p: { count: number; links: number; lists: number }) => string
"sure": (p: { count: number; links: number; lists: number }) => string }
"rescore": { "title": string
"intro": string
"look": string
"nothing": string
"which": string
"question": (p: { position: number; prompt: string }) => string
"effect": (p: { answers: number; up: number; down: number }) => string
"effectUnfit": (p: { answers: number; up: number; down: number; unfit: number }) => string
"sum": (p: { count: number; up: number; down: number }) => string
"spread": string
"percent": string
"before": string
"after": string
"player": string
"newest": (p: { count: number }) => string
"apply": string
"sure": (p: { count: number }) => string
"done": (p: { count: number }) => string }
"confirm": { "no": string
"title": string } }
  export default messages
}
declare module 'texts/studio/settings' {
  const messages: { "title": string
"needed": string
"about": { "title": string
"quizTitle": string
"description": string
"descriptionHint": string
"language": string
"languageHint": string }
"presets": { "title": string
"names": { "practice": string
"homework": string
"test": string
"party": string }
"hints": { "practice": string
"homework": string
"test": string
"party": string }
"inUse": string
"will": (p: { name: string }) => string
"nothing": (p: { name: string }) => string
"becomes": string
"apply": string
"keep": string
"applied": (p: { name: string }) => string
"undo": string
"values": { "on": string
"off": string
"none": string
"times": (p: { count: number }) => string
"percent": (p: { share: number }) => string } }
"who": { "title": string
"code": string
"codeHint": string
"codeField": string
"codeFieldHint": string
"attempts": string
"attemptsHint": string
"attemptsOfName": string
"unlimited": string
"names": string
"rules": { "start": string
"list": string
"end": string
"none": string }
"ruleHints": { "start": string
"list": string
"end": string
"none": string }
"list": string
"listOpen": string
"listCode": string
"noList": string
"listOf": (p: { count: number; title: string }) => string
"listSaved": string
"lists": string }
"address": { "visibility": string
"visibilityHint": string
"slug": string
"slugHint": string
"slugNow": (p: { address: string }) => string
"submit": string
"saved": string }
"when": { "title": string
"window": string
"windowHint": string
"opens": string
"opensHint": string
"closes": string
"closesHint": string
"inZone": (p: { zone: string }) => string
"zone": string
"zoneHint": (p: { time: string }) => string
"zoneUnknown": string
"mine": (p: { zone: string }) => string
"quizTime": string
"quizTimeHint": string
"minutes": string
"minutesHint": string
"questionTime": string
"questionTimeHint": string
"seconds": string
"secondsHint": string }
"how": { "title": string
"feedback": string
"kinds": { "immediate": string
"at_end": string
"after": string }
"kindHints": { "immediate": string
"at_end": string
"after": string }
"feedbackDate": string
"navigation": string
"ways": { "forward": string
"free": string }
"wayHints": { "forward": string
"free": string }
"showAtEnd": string
"noQuestionTime": string
"practice": string
"practiceOn": string
"practiceOff": string
"draw": string
"all": (p: { count: number }) => string
"drawn": (p: { count: number; draw: number }) => string
"drawField": string
"drawFieldHint": string
"perTag": string
"perTagHint": string
"ofTag": (p: { count: number }) => string
"noTags": string
"filter": string
"filterHint": string
"tags": string
"tagsHint": string
"difficulty": string
"shuffleQuestions": string
"questionsShuffled": string
"questionsInOrder": string
"keep": string
"keepHint": string
"first": string
"firstHint": string
"last": string
"lastHint": string
"shuffleChoices": string
"choicesShuffled": string
"choicesInOrder": string }
"scoring": { "title": string
"partial": string
"partialOn": string
"partialOff": string
"penalty": string
"penaltyHint": string
"penaltyField": string
"penaltyFieldHint": string
"hint": string
"hintHint": string
"hintField": string
"hintFieldHint": string
"speed": string
"speedHint": string
"speedField": string
"speedFieldHint": string
"setTime": string
"pass": string
"passHint": string
"passField": string
"passFieldHint": string
"certificate": string
"certificateHint": string
"formula": string
"plain": string
"whole": string }
"links": { "title": string
"intro": string
"label": string
"factor": string
"factors": { "quarter": string
"half": string
"double": string
"triple": string
"none": string }
"times": (p: { factor: number }) => string
"submit": string
"made": (p: { name: string }) => string
"madeAndCopied": (p: { name: string }) => string
"remove": string
"removed": (p: { name: string }) => string
"of": (p: { action: string; name: string }) => string
"sure": string
"yes": string
"no": string } }
  export default messages
}
declare module 'texts/studio/share' {
  const messages: { "title": (p: { title: string }) => string
"close": string
"link": string
"copy": string
"copied": string
"qr": (p: { address: string }) => string
"large": { "show": string
"title": string }
"formats": { "svg": string
"png": string }
"svg": string
"png": string
"print": string
"access": { "who": { "public": string
"unlisted": string
"private": string }
"archived": string
"code": (p: { code: string }) => string
"noCode": string
"open": string
"opens": (p: { date: string }) => string
"closes": (p: { date: string }) => string
"noEnd": string
"closed": (p: { date: string }) => string
"change": string
"changeWho": string
"changeCode": string
"changeTimes": string
"moreTime": string
"createLink": string
"giveTime": string }
"embed": { "title": string
"off": string
"sites": string
"code": string
"copy": string
"copied": string } }
  export default messages
}
declare module 'texts/studio/shell' {
  const messages: { "nav": { "label": string
"quizzes": string
"bank": string
"lists": string
"people": string
"audit": string
"site": string
"menu": string
"account": string
"signOut": string
"signedInAs": (p: { name: string }) => string }
"shortcuts": { "title": string
"writing": string
"everywhere": string
"enter": string
"line": string
"mark": string
"add": string
"remove": string
"move": string
"menu": string
"image": string
"publish": string
"help": string
"undo": string
"close": string }
"footer": { "api": string
"licences": string
"version": (p: { commit: string }) => string
"unknown": string } }
  export default messages
}
declare module 'texts/studio/site' {
  const messages: { "title": string
"intro": string
"name": string
"nameHint": string
"headline": string
"headlineHint": string
"welcome": string
"welcomeHint": string
"accent": string
"accentHint": string
"accentWrong": string
"accentDark": (p: { dark: string }) => string
"accentBoth": (p: { light: string; dark: string }) => string
"pick": string
"logo": string
"logoHint": string
"removeLogo": string
"links": string
"label": (p: { number: number }) => string
"labelNeeded": string
"url": (p: { number: number }) => string
"urlWrong": string
"remove": (p: { number: number }) => string
"add": string
"save": string
"saved": string
"see": string
"preview": { "title": string
"hint": string
"theme": string
"light": string
"dark": string } }
  export default messages
}
declare module 'texts/studio/trial' {
  const messages: { "title": (p: { quiz: string }) => string
"heading": string
"back": string
"kept": string
"size": string
"sizes": { "phone": string
"full": string }
"over": string
"loading": string
"failed": string
"fix": string
"leftOut": (p: { count: number }) => string
"code": string }
  export default messages
}
declare module 'texts/time' {
  const messages: { "justNow": string }
  export default messages
}
declare module 'texts/verdict' {
  const messages: { "good": { "1": string
"2": string
"3": string
"4": string }
"partly": { "1": string
"2": string }
"wrong": { "1": string
"2": string
"3": string
"4": string }
"thanks": string
"earned": (p: { points: number; worth: number }) => string
"said": (p: { line: string; points: number; worth: number }) => string
"wat": string
"signs": { "good": string
"partly": string
"wrong": string }
"why": { "selected": (p: { right: number; total: number; wrong: number }) => string
"outweighed": string
"pairs": (p: { right: number; total: number }) => string
"orderNothing": string
"placed": (p: { right: number; total: number }) => string
"gaps": (p: { right: number; total: number; partly: number }) => string
"near": string
"text": (p: { share: number }) => string
"cost": (p: { points: number }) => string
"slow": (p: { points: number }) => string
"hint": (p: { points: number }) => string
"allOrNothing": string
"unanswered": string }
"others": { "title": string
"count": (p: { players: number }) => string
"choice": string
"votes": string
"share": string
"you": string
"more": (p: { count: number }) => string
"hidden": string } }
  export default messages
}
declare module 'texts/wat' {
  const messages: { "title": string
"what": import('./texts').TextPart<'strong'>[]
"sorting": import('./texts').TextPart<'em'>[]
"others": string
"world": string
"origin": string }
  export default messages
}
