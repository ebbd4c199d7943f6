/** One line per phrase, in the order of phraseIds. Written by Herald's authors, not reviewed by native speakers. */
export const asian: Readonly<Record<string, string>> = {
  ja: `
{app} はいかがですか?
評価は 10 秒で完了し、ほかの人が {app} を見つける助けになります。
{app} の使い心地はいかがですか?
良い点と改善してほしい点をお聞かせください。
ほかにもご用意しています
{app} の開発元から: もう 1 つのアプリもご覧ください。
{app} がセール中です
終了する前に Store で特典をご確認ください。
{app} の新しいバージョンが公開されました
今すぐ更新して新機能をご利用ください。
今すぐ評価
後で
詳細情報
開く
今すぐ更新
特典を見る
後で
閉じる`,
  ko: `
{app}, 마음에 드시나요?
평가는 10초면 되고, 다른 사람들이 {app}을(를) 찾는 데 도움이 됩니다.
{app}은(는) 어떠신가요?
좋은 점과 아쉬운 점을 알려 주세요.
더 준비했습니다
{app} 개발사에서 만든 다른 앱도 살펴보세요.
{app} 할인 중
할인이 끝나기 전에 스토어에서 확인하세요.
{app}의 새 버전이 나왔습니다
지금 업데이트하여 새로운 기능을 만나 보세요.
지금 평가
나중에
자세한 정보
열기
지금 업데이트
혜택 보기
나중에
닫기`,
  "zh-Hans": `
喜欢 {app} 吗?
评分只需十秒,还能帮助其他人发现 {app}。
{app} 用得怎么样?
告诉我们哪些地方好用,哪些地方不好用。
我们还有更多应用
{app} 的开发者为您推荐:看看我们的另一款应用。
{app} 正在促销
优惠结束前,请到 Store 查看。
{app} 推出新版本了
立即更新,获取新内容。
立即评分
暂时不要
了解更多
打开
立即更新
查看优惠
以后再说
关闭`,
  "zh-Hant": `
喜歡 {app} 嗎?
評分只需十秒,還能幫助其他人發現 {app}。
{app} 用起來如何?
告訴我們哪些地方好用,哪些地方不好用。
我們還有更多應用程式
{app} 的開發者為您推薦:看看我們的另一款應用程式。
{app} 正在特價
優惠結束前,請到 Store 查看。
{app} 推出新版本了
立即更新,取得新內容。
立即評分
暫時不要
深入了解
開啟
立即更新
查看優惠
稍後再說
關閉`,
  vi: `
Bạn có thích {app} không?
Việc xếp hạng chỉ mất mười giây và giúp người khác tìm thấy {app}.
Bạn thấy {app} thế nào?
Hãy cho chúng tôi biết điều gì phù hợp với bạn và điều gì không.
Chúng tôi còn nhiều ứng dụng khác
Từ nhà phát triển {app}: hãy xem ứng dụng khác của chúng tôi.
{app} đang giảm giá
Xem ưu đãi trong Store trước khi kết thúc.
Đã có phiên bản mới của {app}
Cập nhật ngay để nhận những điểm mới.
Xếp hạng ngay
Không phải bây giờ
Tìm hiểu thêm
Mở
Cập nhật ngay
Xem ưu đãi
Để sau
Đóng`,
  th: `
ชอบ {app} ไหม
การให้คะแนนใช้เวลาสิบวินาทีและช่วยให้ผู้อื่นพบ {app}
{app} เป็นอย่างไรบ้าง
บอกเราว่าสิ่งใดใช้ได้ดีสำหรับคุณและสิ่งใดใช้ไม่ได้
เรายังมีอีก
จากผู้สร้าง {app}: ลองดูแอปอื่นของเรา
{app} กำลังลดราคา
ดูข้อเสนอใน Store ก่อนหมดเวลา
{app} เวอร์ชันใหม่มาแล้ว
อัปเดตตอนนี้เพื่อรับสิ่งใหม่
ให้คะแนนตอนนี้
ไม่ใช่ตอนนี้
เรียนรู้เพิ่มเติม
เปิด
อัปเดตตอนนี้
ดูข้อเสนอ
ภายหลัง
ปิด`,
  id: `
Suka {app}?
Memberi nilai hanya perlu sepuluh detik dan membantu orang lain menemukan {app}.
Bagaimana {app} menurut Anda?
Beri tahu kami apa yang cocok bagi Anda dan apa yang tidak.
Masih ada lagi dari kami
Dari pembuat {app}: lihat aplikasi kami yang lain.
{app} sedang diskon
Lihat penawaran di Store sebelum berakhir.
Versi baru {app} sudah hadir
Perbarui sekarang untuk mendapatkan yang baru.
Nilai sekarang
Jangan sekarang
Pelajari selengkapnya
Buka
Perbarui sekarang
Lihat penawaran
Nanti
Tutup`,
  ms: `
Suka {app}?
Penilaian mengambil masa sepuluh saat dan membantu orang lain menemui {app}.
Bagaimanakah {app}?
Beritahu kami perkara yang sesuai untuk anda dan yang tidak.
Ada lagi daripada kami
Daripada pembangun {app}: lihat aplikasi kami yang lain.
{app} sedang dijual murah
Lihat tawaran di Store sebelum tamat.
Versi baharu {app} sudah tiba
Kemas kini sekarang untuk mendapatkan yang baharu.
Nilaikan sekarang
Bukan sekarang
Ketahui lebih lanjut
Buka
Kemas kini sekarang
Lihat tawaran
Kemudian
Tutup`,
  fil: `
Nagugustuhan mo ba ang {app}?
Sampung segundo lang ang pag-rate at nakakatulong ito sa iba na mahanap ang {app}.
Kumusta ang {app}?
Sabihin sa amin kung ano ang gumagana para sa iyo at kung ano ang hindi.
May iba pa kaming alok
Mula sa mga gumawa ng {app}: tingnan ang isa pa naming app.
Naka-sale ang {app}
Tingnan ang alok sa Store bago ito matapos.
Narito na ang bagong bersyon ng {app}
Mag-update ngayon para makuha ang bago.
I-rate ngayon
Hindi ngayon
Matuto pa
Buksan
I-update ngayon
Tingnan ang alok
Mamaya
Isara`,
};
