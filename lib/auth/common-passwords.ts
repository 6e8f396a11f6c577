/**
 * Words that common passwords are built from, without the digits and signs put around them. Whoever guesses tries these
 * first, in every repetition and combination (see password-rule.ts).
 */
export const commonWords: readonly string[] = (
  "password passwort motdepasse contrasena contrasenia wachtwoord haslo parola senha salasana losenord " +
  "passw pass passe word admin administrator root user username guest test tester testing demo sample example login signin " +
  "welcome willkommen bienvenue hello hallo bonjour letmein letme in open sesame trustno access secret geheim " +
  "qwerty qwertz azerty qwert asdf asdfgh asdfghjkl zxcv zxcvb zxcvbn zxcvbnm yxcvbnm qazwsx qaz wsx edc rfv " +
  "qwertyuiop qwertzuiop azertyuiop poiuytrewq lkjhgfdsa mnbvcxz " +
  "abc abcd abcde abcdef abcdefg abcdefgh abcdefghi abcdefghijkl " +
  "iloveyou iloveu ilove loveyou lovely lover love baby babygirl angel princess prinzessin sweet sweetheart honey schatz " +
  "sunshine sunflower summer sommer winter spring autumn herbst monday friday january december november " +
  "monkey dragon tiger lion bear eagle falcon horse dolphin kitten puppy butterfly unicorn phoenix " +
  "football fussball soccer baseball basketball hockey tennis golf rangers liverpool chelsea arsenal barcelona juventus " +
  "superman batman spiderman starwars pokemon naruto minecraft fortnite matrix ninja master killer shadow hunter ranger " +
  "michael michelle jessica jennifer jordan charlie thomas robert daniel andrew joshua matthew ashley nicole amanda " +
  "anthony george harley pepper ginger buster maggie cookie chocolate cheese banana orange apple cherry " +
  "computer internet laptop server windows linux google facebook instagram youtube whatsapp samsung iphone android " +
  "microsoft apple amazon company office business support service change changeme changethis default temp temporary " +
  "new old my the your our mein meine this is a not me you i we it us go get one two three " +
  "germany deutschland france paris london berlin madrid america canada australia newyork texas " +
  "forever freedom friend friends family happy lucky money cash rich god jesus christ blessed heaven " +
  "mustang ferrari porsche mercedes corvette harley yamaha honda toyota " +
  "1q2w3e4r5t6y7u8i9o0p 1q2w3e4r5t6y 1q2w3e4r5t 1q2w3e4r zaq12wsx 1qaz 2wsx 3edc 4rfv zaq1 xsw2 cde3 vfr4 " +
  "thequickbrownfox jumpsoverthelazydog correcthorsebatterystaple tobeornottobe 3141592653589793 1414213562373095 " +
  "framewatch frame frames glasses eyewear lens optic optics brille production"
).split(" ");
