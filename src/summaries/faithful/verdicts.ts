import { stem } from '../../language/stem.js';
import { words } from '../../language/words.js';
import type { Ground } from './ground.js';
import type { Reason } from './reason.js';

/** Words that judge or colour what they tell of; news may take them from a source and may not add them. */
const VERDICT =
  /^(?:ганебн|жахлив|жахаюч|шоку[юєв]|ошелешл|карколомн|нищівн|зрадник|скандальн|геніальн|блискуч|нікчемн|цинічн|безглузд|абсурдн|нечуван|обурлив|зухвал|варварськ|підступн|катастрофічн|чудов|чудесн|видатн|легендарн|безпрецедентн|провальн|тріумфальн|тріумф|мерзенн|негідн|божевільн|ідеальн|фантастичн|сумнівн|жалюгідн|ницим?|підл(?:ий|а|е|о|і|ого|ому|им|их|ими|ої|ій|ою|у|іст\p{L}+|ост\p{L}+)$|мудр|героїчн|доленосн|вражаюч|вражаюче|приголомшлив|неймовірн|сенсаційн|рекордн|справедлив|несправедлив|злочинн|аморальн|бездарн|безвідповідальн|непрофесійн|корумпован|лицемірн|помилков|хибн|чергов|нарешті|звісно|очевидно|вочевидь|безперечно|безумовно|беззаперечн|насправді|можливо|мабуть|здається|на жаль|на щастя|історичн|унікальн|грандіозн|епічн|брехлив|брехн|маніпулятивн|пропагандистськ)/iu;

/** Words of doubt, which a source may put in other ones: «підозрюють», «за даними слідства». */
const DOUBT = /^(?:нібито|начебто|буцімто|ймовірно|імовірно)$/u;
const DOUBTED = /нібито|начебто|буцімто|ймовірн|підозр|звинувач|припуска|за (?:даними|версією|словами)|можлив/u;

/** The words of judgement, certainty or doubt that no article has. */
export function addedVerdicts(summary: string, ground: Ground): Reason[] {
  const isDoubted = DOUBTED.test(ground.plain);
  const found = [...words(summary), ...(summary.toLowerCase().match(/на (?:жаль|щастя)/gu) ?? [])].filter(
    (word) => VERDICT.test(word) || (DOUBT.test(word) && !isDoubted),
  );
  return found
    .filter((word) => !ground.plain.includes(word.replace(/^ім/u, 'м')) && !ground.stems.has(stem(word)))
    .map((word) => ({ kind: 'verdict', text: word }));
}
