/** Function words, words of time and of reporting: common in prose, absent from entries of lists. */

const SINGLE =
  "我你他她它您其这那這每该某已曾正将將就才又再也都还還仍很更最不没沒未并並均共只仅僅便却在从從向往对對把被由為为因与與和及或跟按至到于於以而但是有可能会會要应應说說称稱请請让讓使来來去的地得了着過过等们們里裡内內";

const LONGER = [
  "[我你他她它][们們]|[这那這][个些里個裡]|大家|自己|其中|一[个些位名種种]",
  "[已曾][经經]|[将將]要|仍然|非常|十分|特别|更加|[没沒]有|一直|一起|一同|共同|正式|[纷紛][纷紛]|[陆陸][续續]|不[断斷再]|逐步|慢慢|[渐漸][渐漸]",
  "立即|[马馬]上|[刚剛][刚剛]|[连連]夜|[终終][于於]|首次|再次|同[时時]|[随隨][后後即]|早已|一[边邊]",
  "[对對][于於]|以及|或者|通[过過]|[经經][过過]|[随隨][着著]|[关關][于於]|[并並]且|因此|不[过過]|然而|因[为為]|如果|[虽雖]然|但是|而且|所以|根[据據]|按照|由[于於]|[为為]了",
  "[今昨明前]天|[今去明前]年|[今昨]晚|[今昨近当當]日|目前|[现現]在|[当當][前天]|清晨|早[上晨]|[上中下]午|傍晚|晚上|夜[里裡]|以[后後前来來]|之[后後前]|期[间間]",
  "可以|能[够夠]|[应應][该該]|必[须須]|需要|[开開]始|正在|[进進]行|[举舉]行|召[开開]|成[为為]|得到|作出|位[于於]|[来來走赶]到|前[往来來]|表示|[认認][为為]|介[绍紹]|指出|[强強][调調]|[报報][道導]|[获獲]悉|了解|[记記]者",
  "完成|加[强強]|提高|[实實][现現]|要求|[开開]展|[获獲]得|取得|[达達]到|提前|高度|[积積][极極]|全面",
].join("|");

const WORD = new RegExp(`^(?:[${SINGLE}]|${LONGER})$`, "u");
/** Without the single characters that names may begin with. */
const BEGINNING = new RegExp(`^(?:[在把被就很已还還是了的着得]|${LONGER})`, "u");
const ANYWHERE =
  /[的了着是在们們很这這她它]|[已曾][经經]|正在|以[后後前来來]|之[后後前]|期[间間]|因[为為]|如果|[虽雖]然|但是|而且|所以|可以|能[够夠]|[应應][该該]|必[须須]|[进進]行|根[据據]|按照|由[于於]|[为為]了/u;

export function isGrammarWord(text: string): boolean {
  return WORD.test(text);
}

export function beginsWithGrammar(text: string): boolean {
  return BEGINNING.test(text);
}

/** Whether the text contains a function word that is never part of a name. */
export function hasGrammar(text: string): boolean {
  return ANYWHERE.test(text);
}
