// Written by `npm run texts` from the catalogues in en/. Do not edit.
declare module 'texts/clock' {
  const messages: { "question": string
"quiz": string
"left": (p: { seconds: number }) => string
"up": string }
  export default messages
}
declare module 'texts/home' {
  const messages: { "headline": string
"intro": string
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
"failed": string }
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
"next": string
"finish": string
"skip": string
"timeUp": string
"checking": string
"saved": string
"offline": string
"refused": (p: { why: string }) => string
"unknown": string
"failed": string
"home": string
"marks": { "right": string
"wrongPick": string
"rightPick": string
"missed": string
"partPick": string }
"yourNumber": string
"yourAnswer": string
"understood": (p: { number: string }) => string
"noNumber": string
"code": string
"formula": string
"yours": string
"key": string }
  export default messages
}
declare module 'texts/problems' {
  const messages: { "unreachable": string
"no-proper-answer": string
"other": string }
  export default messages
}
declare module 'texts/questions/blanks' {
  const messages: { "gap": (p: { number: number; total: number }) => string
"measured": (p: { gap: string; unit: string }) => string
"read": (p: { gap: string; what: string }) => string
"choose": string
"empty": string
"fill": string }
  export default messages
}
declare module 'texts/questions/image' {
  const messages: { "area": (p: { letter: string }) => string
"pickAreas": string
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
"voteSome": string }
  export default messages
}
declare module 'texts/questions/ordering' {
  const messages: { "order": string
"orderHint": string
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
declare module 'texts/result' {
  const messages: { "title": string
"open": (p: { count: number }) => string
"goOn": string
"sending": string
"score": (p: { score: number; max: number }) => import('./texts').TextPart<'score'>[]
"corrected": (p: { before: number }) => string
"correctedKey": string
"nameLabel": string
"nameHint": string
"namePlaceholder": string
"save": string
"saving": string
"listed": (p: { name: string }) => import('./texts').TextPart<'name'>[]
"again": string
"share": string
"copied": string
"copyFailed": string
"scored": (p: { score: number; max: number; quiz: string; url: string }) => string
"tookPart": (p: { quiz: string; url: string }) => string
"review": string
"poll": string
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
"cost": (p: { points: number }) => string
"slow": (p: { points: number }) => string
"allOrNothing": string
"unanswered": string
"before": { "opens": (p: { when: string }) => string
"closes": (p: { when: string }) => string
"quizTime": (p: { time: string }) => string
"questionTime": (p: { time: string }) => string
"results": (p: { when: string }) => string
"attempts": (p: { attempts: number }) => string }
"scoring": { "speed": (p: { rest: number }) => string
"penalty": (p: { penalty: number }) => string
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
  const messages: { "title": (p: { page: string }) => string
"skip": string
"retry": string
"loading": string
"unreached": string
"header": { "home": string
"soundOn": string
"theme": { "system": string
"light": string
"dark": string } }
"footer": { "wat": string
"authors": string
"api": string
"licences": string
"version": (p: { commit: string }) => string
"unknown": string } }
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
"show": string
"hide": string
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
declare module 'texts/studio/editor' {
  const messages: { "loading": string
"back": string
"tabs": { "questions": string
"settings": string
"sharing": string
"files": string }
"tabsLabel": string
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
"type": string
"addSubmit": string
"untitled": string
"errors": (p: { count: number }) => string
"handle": (p: { name: string; number: number; total: number }) => string
"move": { "up": string
"down": string }
"moved": (p: { name: string; place: number; total: number }) => string
"of": (p: { action: string; name: string }) => string
"removed": (p: { name: string }) => string
"undoRemove": string
"unsaved": string }
"form": { "title": (p: { number: number; type: string }) => string
"prompt": string
"answer": string
"explanation": string
"more": string
"tags": string
"tagsHint": string
"difficulty": string
"difficulties": { "1": string
"2": string
"3": string }
"points": string
"author": string
"licence": string
"url": string
"undo": string
"redo": string
"duplicate": string
"remove": string
"history": string
"noEditor": string
"choose": string }
"preview": { "title": string
"hint": string
"again": string
"shuffle": string
"not": string
"loading": string }
"conflict": { "title": (p: { name: string }) => string
"somebody": string
"intro": string
"field": string
"mine": string
"theirs": string
"takeMine": string
"takeTheirs": string
"nothing": string }
"orphans": { "title": string
"intro": (p: { name: string }) => string
"add": string
"drop": string }
"publish": { "title": string
"open": string
"changed": string
"same": string
"errors": (p: { errors: number; hints: number }) => string
"hints": (p: { hints: number }) => string
"none": string
"visibility": string
"submit": string
"publishing": string
"unsaved": string
"done": string
"play": string
"discard": string
"discardSure": string
"discardYes": string
"discardNo": string
"discarded": string
"close": string }
"problems": { "title": string
"quiz": string
"question": (p: { number: number }) => string
"severities": { "error": string
"warning": string
"hint": string } }
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
"lossOf": (p: { effect: string; name: string; message: string }) => string }
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
"handOn": string
"copy": string
"copied": string
"notCopied": string }
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
"of": (p: { action: string; name: string }) => string
"changed": (p: { name: string }) => string
"more": string
"audit": { "title": string
"intro": string
"actions": { "accommodation": { "add": string
"remove": string }
"attempt": { "delete": string }
"draft": { "discard": string }
"link": { "ask": string
"make": string
"revoke": string }
"media": { "remove": string
"upload": string }
"player": { "erase": string }
"quiz": { "archive": string
"change": string
"create": string
"duplicate": string
"import": string
"publish": string
"rescore": string
"restore": string
"share": string }
"session": { "begin": string }
"user": { "create": string
"disable": string
"email": string
"enable": string
"invite": string
"name": string
"oidc": string
"password": string
"role": string } }
"more": string
"details": { "accommodation": string
"title": string
"of": string
"questions": string
"stored": string
"file": string
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
"visibility": string }
"yes": string
"no": string } }
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
"poll": string }
"cancel": string
"toolbar": (p: { field: string }) => string
"commands": { "bold": string
"italic": string
"code": string
"block": string
"list": string
"link": string
"math": string
"image": string
"sound": string }
"media": { "image": string
"sound": string
"storing": (p: { name: string }) => string
"shows": string
"heard": string
"why": string
"needed": string
"insert": string
"again": string }
"rows": { "choice": { "numbered": (p: { number: number }) => string
"add": string
"up": (p: { number: number }) => string
"down": (p: { number: number }) => string
"remove": (p: { number: number }) => string }
"answer": { "numbered": (p: { number: number }) => string
"add": string
"up": (p: { number: number }) => string
"down": (p: { number: number }) => string
"remove": (p: { number: number }) => string }
"item": { "numbered": (p: { number: number }) => string
"add": string
"up": (p: { number: number }) => string
"down": (p: { number: number }) => string
"remove": (p: { number: number }) => string }
"pair": { "numbered": (p: { number: number }) => string
"add": string
"up": (p: { number: number }) => string
"down": (p: { number: number }) => string
"remove": (p: { number: number }) => string }
"distractor": { "numbered": (p: { number: number }) => string
"add": string
"up": (p: { number: number }) => string
"down": (p: { number: number }) => string
"remove": (p: { number: number }) => string }
"category": { "numbered": (p: { number: number }) => string
"add": string
"up": (p: { number: number }) => string
"down": (p: { number: number }) => string
"remove": (p: { number: number }) => string }
"area": { "numbered": (p: { number: number }) => string
"add": string
"up": (p: { number: number }) => string
"down": (p: { number: number }) => string
"remove": (p: { number: number }) => string } }
"removed": string
"movedTo": (p: { place: number; total: number }) => string
"most": (p: { count: number }) => string
"noNumber": string
"choices": { "label": string
"hint": { "one": string
"several": string
"none": string }
"right": (p: { choice: string }) => string
"shuffle": string
"shuffleHint": string }
"poll": { "several": string }
"truefalse": { "label": string
"hint": string
"true": string
"false": string }
"number": { "key": string
"unit": string
"tolerance": string
"toleranceHint": string
"near": string
"nearHint": string }
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
"noCorners": string }
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
"show": string
"kinds": { "mine": string
"shared": string
"all": string
"archived": string }
"loading": string
"found": (p: { count: number }) => string
"foundMore": (p: { count: number }) => string
"empty": { "mine": string
"shared": string
"all": string
"archived": string }
"nothing": (p: { search: string }) => string
"more": string
"states": { "public": string
"unlisted": string
"private": string
"changed": string
"archived": string
"pack": (p: { origin: string }) => string
"view": string
"edit": string }
"questions": (p: { count: number }) => string
"played": (p: { count: number }) => string
"playedMost": (p: { count: number }) => string
"drafted": (p: { count: number }) => string
"owner": (p: { name: string }) => string
"changed": (p: { when: string }) => string
"edit": string
"look": string
"results": string
"duplicate": string
"copyOf": (p: { title: string }) => string
"archive": string
"restore": string
"exportJson": string
"exportMarkdown": string
"of": (p: { action: string; title: string }) => string
"did": { "duplicate": (p: { title: string }) => string
"archive": (p: { title: string }) => string
"restore": (p: { title: string }) => string } }
  export default messages
}
declare module 'texts/studio/results' {
  const messages: { "title": (p: { quiz: string }) => string
"short": string
"loading": string
"summary": { "title": string
"total": string
"running": string
"finished": string
"average": string
"median": string
"of": (p: { most: number }) => string
"none": string
"live": (p: { total: number; finished: number }) => string }
"list": { "title": string
"name": string
"since": string
"until": string
"state": string
"states": { "all": string
"finished": string
"running": string }
"filter": string
"empty": string
"fresh": (p: { count: number }) => string
"columns": { "number": string
"name": string
"started": string
"finished": string
"score": string
"answered": string }
"sortedBy": { "started": string
"finished": string
"score": string
"name": string }
"nobody": string
"open": (p: { number: string }) => string
"running": string
"finished": (p: { ago: string; time: string }) => string
"of": (p: { score: number; most: number }) => string
"was": (p: { score: number }) => string
"answered": (p: { count: number; asked: number }) => string
"passed": string
"failed": string
"more": string
"shown": (p: { count: number }) => string }
"figures": { "title": string
"intro": (p: { latest: number }) => string
"empty": string
"asked": (p: { asked: number; answered: number }) => string
"credit": (p: { share: number }) => string
"gone": string
"right": string
"share": (p: { count: number; share: number }) => string
"others": (p: { count: number }) => string
"more": string }
"downloads": { "title": string
"name": { "attempts": (p: { format: string }) => string
"questions": (p: { format: string }) => string } }
"attempt": { "title": (p: { number: string }) => string
"back": string
"started": string
"finished": string
"score": string
"unasked": string
"unanswered": string
"took": (p: { seconds: number }) => string
"former": (p: { points: number }) => string
"delete": string
"deleteSure": string
"deleted": (p: { number: string }) => string }
"erase": { "title": string
"intro": string
"ofAttempt": string
"name": string
"everywhere": string
"look": string
"nothing": string
"found": (p: { count: number }) => string
"where": (p: { quiz: string; count: number }) => string
"delete": string
"done": (p: { count: number }) => string
"sure": (p: { count: number }) => string }
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
  const messages: { "about": { "title": string
"quizTitle": string
"description": string
"language": string
"languageHint": string }
"address": { "title": string
"intro": string
"slug": string
"slugHint": string
"visibility": string
"submit": string
"sending": string
"saved": string }
"draw": { "title": string
"draw": string
"drawHint": string
"tags": string
"tagsHint": string
"difficulty": string
"first": string
"last": string
"shuffle_questions": string
"shuffle_choices": string }
"feedback": { "title": string
"feedback": string
"kinds": { "immediate": string
"at_end": string
"after": string }
"feedback_after": string }
"scoring": { "title": string
"partial_credit": string
"penalty": string
"pass_mark": string
"pass_markHint": string
"speed_weight": string
"speed_weightHint": string
"formula": string
"plain": string }
"time": { "title": string
"question_seconds": string
"question_secondsHint": string
"quiz_seconds": string
"quiz_secondsHint": string
"opens_at": string
"closes_at": string
"time_zone": string
"time_zoneHint": string
"noZone": string
"mine": (p: { zone: string }) => string }
"access": { "title": string
"attempts": string
"attemptsHint": string
"code": string
"codeHint": string }
"links": { "title": string
"intro": string
"none": string
"label": string
"labelHint": string
"factor": string
"factors": { "quarter": string
"half": string
"double": string
"triple": string
"none": string }
"told": (p: { factor: number }) => string
"submit": string
"sending": string
"copy": string
"copied": string
"notCopied": string
"remove": string
"of": (p: { action: string; name: string }) => string
"sure": string
"yes": string
"no": string
"address": (p: { name: string }) => string }
"sharing": { "title": string
"none": string
"email": string
"may": string
"mays": { "view": string
"edit": string }
"submit": string
"sending": string
"remove": string
"of": (p: { action: string; name: string }) => string
"shared": (p: { name: string }) => string
"removed": (p: { name: string }) => string } }
  export default messages
}
declare module 'texts/studio/shell' {
  const messages: { "nav": { "label": string
"quizzes": string
"people": string
"audit": string
"account": string
"signOut": string
"signedInAs": (p: { name: string }) => string } }
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
"wat": string }
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
