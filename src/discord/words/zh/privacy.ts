import type { Words } from '../words.ts';

export const someone = '某人';

export const privacy: Words['privacy'] = {
  title: '🔒 隐私',
  description: '此机器人保存什么、保存多久、由谁运营，以及如何被遗忘。',
  kept: '保存的内容',
  people:
    '关于个人：静音、认领、写备注、更改设置或发送测试的成员的用户 ID 和名称；警报所提及、正在值班或在升级步骤中的成员，或机器人曾以私信通知的成员的用户 ID。',
  reasons: '成员在静音时填写的原因，以及他们为事件写的备注。',
  server: '关于服务器：其 ID、名称和语言、设置，以及频道、身份组和消息的 ID。',
  notPersonal: '识别结果和读数与个人无关。机器人不读取成员的消息。',
  howLong: '保存时间',
  history: (length) => `静音、事件、更改和已发送的消息：结束后 ${length}。`,
  decisions: (length) => `\`/why\` 显示的决定：结束后 ${length}。`,
  settings: '设置：机器人在服务器期间。',
  left: (length) => `机器人离开服务器后：全部内容再保存 ${length}。`,
  outside: '日志文件和备份：由运营者决定。',
  operator: '谁运营此机器人',
  notNamed: '未注明运营者。运营者在机器人的设置中填写 `PRIVACY_CONTACT` 和 `PRIVACY_URL`。',
  policy: (url) => `隐私政策：${url}`,
  forgotten: '如何被遗忘',
  forgottenHow: (someone) =>
    `**忘记我** 会在此服务器的所有保存内容中，将你的用户 ID 和名称替换为“${someone}”。执行前会先确认。`,
  forgetMe: '忘记我',
  confirm: '是的，忘记我',
  back: '返回',
  askTitle: '🔒 要在此服务器中忘记你吗？',
  ask: (someone) =>
    `在静音、认领、更改记录和已保存的消息中，你的用户 ID 和名称将变为“${someone}”。你将退出值班轮换和升级步骤，警报不再提及你。此操作无法撤销。`,
  holds: '仍然有效的静音和认领继续有效。你填写的原因和备注会保留，但不含你的用户 ID。',
  stays:
    '已在 Discord 中的消息保持不变。拥有“管理消息”权限的成员可以在那里删除它们。关于日志文件和备份，请询问运营者。',
  doneTitle: '🔒 已在此服务器中忘记你',
  nothing: '在此服务器的保存内容中没有找到与你有关的信息。',
  replaced: '已替换的条目',
  counts: ({ mutes, incidents, notes, changes, messages }) =>
    `静音：${mutes}\n事件：${incidents}\n备注：${notes}\n更改：${changes}\n已保存的消息：${messages}`,
  pingsNobody: '警报曾提及你。现在不再提及任何人：请在 `/setup` 中另选他人。',
  operatorPings: '运营者自己的设置仍将你列为警报提及的人。只有运营者可以更改。',
};
