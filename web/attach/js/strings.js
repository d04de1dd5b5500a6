// Every Korean word that the scripts of this page show. The words that never change stand in the HTML.

const two = (number) => String(number).padStart(2, "0");

export const S = {
  loading: "링크를 확인하고 있어요…",
  noConnection: "연결이 안 돼요. 인터넷을 확인하고 다시 눌러 주세요.",
  ready: "여기에 올리시면 담당자에게 바로 가요.",
  limits: (left, until, mega) =>
    `사진, PDF, 한글(HWP), 워드(DOCX)를 ${left}개까지 보낼 수 있어요. 한 개에 ${mega}MB까지예요. ` +
    `${until.getMonth() + 1}월 ${until.getDate()}일 ${two(until.getHours())}:${two(until.getMinutes())}까지 쓸 수 있어요.`,
  full: "보낼 수 있는 만큼 다 보내셨어요.",
  sending: "보내고 있어요…",
  sent: "보냈어요",
  tooBig: (mega) => `너무 커요. ${mega}MB보다 작은 것으로 보내 주세요.`,
  again: "다시 보내기",
  failed: "보내지 못했어요.",
  done: (count) => `${count}개를 잘 받았어요. 담당자가 확인할게요. 이 화면은 닫으셔도 돼요.`,
};
