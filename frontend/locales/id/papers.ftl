# Papers: written in Indonesian only, because both sides hold the same one. The English words stand for the reader of this file.
paper-delivery-note = Surat jalan
paper-agreement = Kesepakatan { $version }: { $share }
paper-code = Kode
paper-outlet = Gerai
paper-trade-name = Nama usaha
paper-date = Tanggal
paper-terms = Kesepakatan
paper-scan-receive = Pindai atau ketik kodenya untuk menerima barang
paper-number = No.
paper-goods = Barang
paper-size = Ukuran
paper-price = Harga
paper-pieces = Buah
paper-expiry = Baik sebelum
paper-total = Seluruhnya
paper-handed-over = Yang menyerahkan
paper-received = Yang menerima
paper-signature = Tanda tangan dan tanggal
paper-handover-code = Kode serah terima
paper-handover-use = Sobek di garis ini dan simpan. Sesudah barang dihitung bersama, ketik kode ini di perangkat gerai.
paper-page = Halaman { "{" }page{ "}" } dari { "{" }pages{ "}" }
paper-revision = Revisi
paper-scan-statement = Halaman rekap ini, setelah masuk
paper-cause = Sebab
paper-nothing = Tidak ada.
paper-file = Unduh PDF
paper-labels = Label harga

labels-title = Label harga
labels-lede = Isi berapa label untuk tiap barang. Satu lembar A4 berisi 24 label.
labels-empty = Rak masih kosong. Label dicetak sesudah barang diterima.
labels-on-shelf =
    { $n ->
       *[other] { $number } buah di rak
    }
labels-expires = baik sebelum { $day }
labels-start = Mulai dari label ke-
labels-start-hint = 1 untuk lembar baru. Untuk lembar yang sudah terpakai, isi nomor label kosong pertama, dihitung dari kiri atas.
labels-print = Buat lembar label
labels-open = Cetak label
fault-labels-start = Isi angka 1 sampai 24.
fault-labels-none = Isi jumlah label untuk paling sedikit satu barang.
fault-labels-many = Paling banyak 1.200 label sekali cetak. Kurangi jumlahnya.
