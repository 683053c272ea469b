// grammY: a conversation whose state is in Redis, updates of one chat in order, as its documentation writes it.
import { conversations, createConversation } from "@grammyjs/conversations";
import { run, sequentialize } from "@grammyjs/runner";
import { RedisAdapter } from "@grammyjs/storage-redis";
import { Bot, InlineKeyboard } from "grammy";
import IORedis from "ioredis";

const form = JSON.parse(process.env.BENCH_FORM);

function keyboard(asked) {
  const markup = new InlineKeyboard();
  for (const option of asked.options) markup.text(option, `${asked.key}:${option}`);
  return asked.options.length ? markup : undefined;
}

async function fill(conversation, ctx) {
  const answers = {};
  let say = (words, reply_markup) => ctx.reply(words, { reply_markup });
  for (const asked of form.questions) {
    await say(asked.text, keyboard(asked));
    if (asked.options.length) {
      const tap = await conversation.waitForCallbackQuery(asked.options.map((option) => `${asked.key}:${option}`));
      answers[asked.key] = tap.callbackQuery.data.split(":")[1];
      await tap.answerCallbackQuery();
      say = (words, reply_markup) => tap.editMessageText(words, { reply_markup });
    } else {
      const typed = await conversation.waitForHears(/^\d+$/);
      answers[asked.key] = typed.message.text;
      say = (words, reply_markup) => typed.reply(words, { reply_markup });
    }
  }
  const lines = form.questions.map((asked) => `${asked.title}: ${answers[asked.key]}`);
  await say([form.review, ...lines].join("\n"), new InlineKeyboard().text(form.submit, "submit"));
  const last = await conversation.waitForCallbackQuery("submit");
  await last.answerCallbackQuery();
  await last.editMessageText(form.saved);
}

const bot = new Bot(process.env.BENCH_TOKEN, { client: { apiRoot: process.env.BENCH_API } });
const storage = new RedisAdapter({ instance: new IORedis(process.env.BENCH_REDIS) });
bot.use(sequentialize((ctx) => String(ctx.chatId)));
bot.use(conversations({ storage }));
bot.use(createConversation(fill, "form"));
bot.command(form.command, (ctx) => ctx.conversation.enter("form"));
const runner = run(bot);
process.once("SIGTERM", () => {
  void runner.stop();
  process.exit(0);
});
