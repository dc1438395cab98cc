# Words of the quick exit, of the way in, and of the fields for secrets and codes.
exit-button = Keluar cepat
exit-hint = Atau tekan Shift 3 kali
exit-once-pressed = Tekan Shift 2 kali lagi untuk keluar.
exit-twice-pressed = Tekan Shift 1 kali lagi untuk keluar.
nav-sign-in = Masuk
nav-account = Akun
areas-label = Bagian Anda

seen-by = Siapa bisa melihat ini?
password = Kata sandi
password-show = Tampilkan
password-hide = Sembunyikan
shared-phone = HP ini dipakai bersama
shared-phone-hint = Kami keluarkan Anda setelah 10 menit tanpa kegiatan.
paper-code-hint = Contoh: 7K4M-2QXD-9HTR. Huruf kecil juga boleh.

sign-in-address = Email Anda
sign-in-address-hint = Contoh: nama@contoh.id
sign-in-send-code = Kirim kode ke email
sign-in-by-password = Masuk dengan kata sandi
sign-in-invited = Punya kode undangan?
sign-in-lost = Tidak bisa masuk?
sign-in-back = Kembali ke halaman masuk
sign-in-samples = Akun contoh
sign-in-samples-password = Semua akun ini memakai kata sandi

code-lede = Kalau alamat itu terdaftar, kode sudah kami kirim lewat email. Kode berlaku 10 menit.
code-label = Kode dari email
code-hint = Tulis 8 angka. Spasi boleh dilewati.
code-missing = Kode belum datang?
code-missing-text = Tunggu 2 menit dulu. Lihat juga kotak spam di email Anda. Kode yang baru membuat kode lama mati.
code-again = Kirim kode lagi

link-lede = Satu langkah lagi. Tekan tombol di bawah ini.
link-hint = Tautan ini hanya bisa dipakai sekali. Buka di HP atau komputer yang meminta kode.

app-code = Kode dari aplikasi
app-code-hint = Tulis 6 angka yang terlihat sekarang.
second-lede = Buka aplikasi pembuat kode di HP Anda. Kodenya berganti setiap 30 detik.
second-spare = HP itu tidak ada? Pakai kode cadangan
second-spare-label = Kode cadangan
second-spare-hint = Satu kode dari daftar yang Anda simpan. Setiap kode hanya bisa dipakai sekali.
second-refused = Kode selalu ditolak?
second-clock = Samakan jam HP
second-clock-text = Kode ikut jam HP. Buka Setelan, lalu Tanggal dan waktu. Nyalakan waktu otomatis.
second-new = Tunggu kode yang baru
second-new-text = Tulis kode segera setelah angkanya berganti.
second-help-text = Dua orang bisa membantu Anda masuk lagi.

sign-up-lede = Kode ada di kertas undangan Anda: 12 huruf dan angka.
sign-up-code = Kode undangan
sign-up-open-invitation = Buka undangan
sign-up-none = Belum punya kode?
sign-up-none-text = Mintalah kepada ketua usaha, gerai, atau kantor Anda.
sign-up-without = Daftar tanpa undangan
sign-up-back = Kembali ke kode undangan
sign-up-open-lede = Kami kirim kode ke email Anda. Dengan kode itu Anda masuk.
own-name = Nama Anda di sini
own-name-hint = Boleh nama panggilan. Anda bisa menggantinya nanti.
own-name-seen = Orang dari usaha atau kantor yang sama.
own-address = Email Anda
own-address-hint = Kode untuk masuk kami kirim ke sini.
own-address-seen = Tidak ada orang lain.

invitation-body = Anda diundang ke
invitation-role = Tugas Anda
invitation-founding = Setelah masuk, Anda mengisi nama dan keterangannya.
invitation-accept = Terima undangan
invitation-later = Nanti saja
invitation-account = Sudah punya akun?
invitation-sign-in = Masuk dulu, lalu buka undangan ini lagi.

lost-lede = Dua orang bisa menolong Anda bersama-sama. Satu orang saja tidak bisa.
lost-ask = Minta tolong dua ketua
lost-ask-text = Keduanya ketua di usaha atau kantor Anda. Kalau tidak ada dua, minta tolong pengelola situs ini.
lost-press = Keduanya menekan tombol
lost-press-text = Mereka memakai akun masing-masing. Kata sandi Anda tidak mereka lihat.
lost-paper = Orang kedua menerima kode
lost-paper-text = Ia menulis kode itu di kertas untuk Anda.
lost-write = Tulis kode itu di sini
lost-write-text = Lalu Anda masuk dengan email yang baru.
lost-code = Kode di kertas
lost-address = Email Anda yang baru
lost-address-hint = Email lama juga boleh, kalau masih bisa dibuka.
lost-button = Buka akun saya

confirm-lede = Langkah berikut ini penting. Jadi kami tanya sekali lagi.
confirm-button = Lanjutkan
confirm-cancel = Batal
confirm-send = Kirim kode ke email saya
