// Every Korean word that the scripts of this page show. The words that never change stand in the HTML.

export const S = {
  starting: "연결하고 있어요…",
  noMicrophone: "마이크를 쓸 수 없어요. 브라우저 주소창의 마이크 표시를 눌러 허용하고 다시 시작해 주세요.",
  oldBrowser: "이 브라우저로는 말로 상담할 수 없어요. 최신 크롬이나 엣지, 웨일로 열어 주세요.",
  speaking: "산재이음이 말하고 있어요",
  listening: "듣고 있어요. 말씀하세요",
  keysOnly: "번호판으로 눌러 주세요",
  understanding: "알아듣고 있어요…",
  ended: "통화가 끝났어요.",
  again: "다시 통화하기",
  failed: "연결이 안 돼요. 인터넷을 확인하고 다시 시작해 주세요.",
  noTransfer: "시험용이라 상담원에게 바로 연결되지 않아요.",
  withPerson: "여기부터는 사람이 맡아요. 시험용 통화는 여기서 끝나요.",
  bot: "산재이음",
  me: "나",
  notHeard: "(알아듣지 못했어요)",
  keys: (count) => `번호 ${count}자리`,
  key: (key) => ({ "*": "별표", "#": "우물 정자" })[key] ?? key,
};
