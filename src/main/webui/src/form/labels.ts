import type { Language } from '../i18n'

/** Chinese names of the contract's fields; one that is missing here is shown by its own name, as in English. */
const ZH: Record<string, string> = {
  afterMs: '触发延时', action: '动作', addToHistory: '计入历史', agent: '智能体', agentUserId: '智能体用户 ID', alternativeLanguages: '备选语言',
  ambientSound: '环境音', apiVersion: 'API 版本', appId: '应用 ID', avatar: '数字人', backchannel: '附和语', channels: '声道', choices: '可选答案',
  clonedVoice: '复刻音色', complianceTone: 'AI 提示音', connection: '连接', conversationId: '会话 ID', credentialRef: '凭据', default: '默认值',
  delayMs: '开场延时', description: '说明', detect: '检测', eagerness: '积极度', emotion: '情绪', enabled: '启用', endCall: '挂断工具', examples: '示例',
  extraBody: '附加请求体', extraction: '通话小结', farFieldSuppression: '远场抑制', format: '格式', from: '主叫号码', greeting: '开场白', hangUpAfterMs: '静默挂断',
  historyMode: '历史方式', historyTurns: '历史轮数', hotWords: '热词', ids: 'ID', ignoreSingleWords: '忽略单字', inputs: '输入', interruptible: '可打断',
  interruption: '打断', keywords: '关键词', language: '语言', limits: '时限', llm: '大模型', maxCount: '最多次数', maxDurationMs: '最长通话', maxTokens: '最多 token',
  metadata: '元数据', minSpeechMs: '最短人声', mode: '方式', model: '模型', name: '名称', negative: '否定', neutral: '中性', nobodyPresentMs: '无人时限',
  notifyAfterMs: '静默通知', phrases: '短语', pitch: '音调', positive: '肯定', preset: '预设', protocol: '协议', provider: '服务方', region: '地域',
  reminder: '静默提醒', required: '必填', ringTimeoutMs: '振铃时限', roomId: '房间 ID', roomIdType: '房间 ID 类型', sampleRate: '采样率', silence: '静默',
  silenceMs: '断句静音', skipBrackets: '不读的括号', soundId: '声音 ID', speed: '语速', streaming: '流式', stt: '语音识别', subtitles: '字幕', systemPrompt: '系统提示词',
  target: '目标', telephony: '电话', temperature: '温度', text: '文本', timeoutMs: '超时', to: '被叫号码', tools: '工具', topP: 'Top P', transfers: '转人工',
  tts: '语音合成', turnDetection: '轮次判断', type: '类型', url: '地址', user: '用户', userId: '用户 ID', vad: '人声检测', variables: '变量', vendorOptions: '厂商选项',
  vocabularyId: '热词表 ID', voice: '音色', voicemail: '语音信箱', voiceprint: '声纹', volume: '音量', weight: '权重',
}

const ACRONYMS = new Set(['llm', 'tts', 'stt', 'vad', 'url', 'id', 'ids'])

/** A duration's unit is the end of its name: every …Ms of the contract is whole milliseconds. */
export function unitOf(name: string): string {
  return /[a-z]Ms$/.test(name) ? 'ms' : ''
}

function words(name: string): string {
  const spaced = name.replace(/Ms$/, '').replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(' ')
  return spaced
    .map((word) => (ACRONYMS.has(word.toLowerCase()) ? word.toUpperCase().replace(/S$/, (s) => (word.length > 3 ? 's' : s)) : word.toLowerCase()))
    .map((word, index) => (index === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word))
    .join(' ')
}

export function labelOf(name: string, language: Language): string {
  return (language === 'zh' && ZH[name]) || words(name)
}
