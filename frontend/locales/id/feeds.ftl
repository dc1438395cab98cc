# Deadlines in one's own calendar.
own-calendar-title = Tenggat di kalender Anda
own-calendar-link-text = Tanggal penting masuk ke kalender HP.
own-calendar-lede = Salin satu alamat rahasia ke kalender HP atau komputer. Tenggat Anda muncul di sana.
own-calendar-what = Kalender itu hanya menulis "Tenggat berkas" dan tanggalnya. Nama, jumlah, dan isi berkas tidak ada di sana.
own-calendar-once = Salin alamat ini sekarang
own-calendar-once-text = Alamat ini hanya tampil sekali. Jangan bagikan: siapa pun yang memegangnya bisa melihat tanggal Anda.
own-calendar-since = Alamat Anda berlaku sejak { $when }.
own-calendar-make = Buat alamat kalender
own-calendar-renew = Ganti dengan alamat baru
own-calendar-revoke = Cabut alamat
own-calendar-revoked = Alamat kalender dicabut.
own-calendar-event = Tenggat berkas
